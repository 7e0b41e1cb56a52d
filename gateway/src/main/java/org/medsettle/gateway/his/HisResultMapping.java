package org.medsettle.gateway.his;

import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.his.http.HttpStatus;

/**
 * The one table from result codes to this door's words: what the cashier reads, and the HTTP status. Every text ends with
 * the code's number and name in brackets.
 *
 * <p>Threads: stateless.
 */
final class HisResultMapping {
    /** Longest {@code err_msg} the interface allows. */
    static final int MESSAGE_CHARS_MAX = 200;

    private static final String[] SUFFIXES = new String[ResultCode.values().length];

    static {
        for (ResultCode code : ResultCode.values()) {
            SUFFIXES[code.ordinal()] = "[" + code.number() + " " + code.name() + "]";
        }
    }

    private HisResultMapping() {}

    /** What the cashier reads, without the suffix; empty for OK. */
    static String message(ResultCode code) {
        return switch (code) {
            case OK -> "";
            case MALFORMED -> "报文格式错误，无法解析";
            case FIELD_MISSING -> "缺少必填字段";
            case FIELD_INVALID -> "字段值不合法";
            case TRANSACTION_UNSUPPORTED -> "不支持的交易编号";
            case TOO_LARGE -> "报文或明细超过限制";
            case SIGNATURE_INVALID -> "签名验证失败";
            case CLOCK_SKEW -> "请求时间超出允许范围";
            case NONCE_REPLAYED -> "请求随机数重复";
            case NOT_SIGNED_ON -> "未签到或签到已失效";
            case INSTITUTION_MISMATCH -> "机构与签名账号不一致";
            case FORBIDDEN -> "无权办理此交易";
            case BATCH_CLOSED -> "终端批次已结算，请重新签到";
            case INSTITUTION_UNKNOWN -> "定点机构不存在";
            case INSTITUTION_SUSPENDED -> "定点机构已暂停服务";
            case MED_TYPE_NOT_ALLOWED -> "该机构不允许此医疗类别";
            case TERMINAL_UNKNOWN -> "终端未登记";
            case CARD_UNKNOWN -> "卡或凭证不存在";
            case CARD_NOT_ACTIVATED -> "卡未启用，不能结算";
            case CARD_LOST_TEMPORARY -> "卡已临时挂失，不能结算";
            case CARD_LOST_FORMAL -> "卡已正式挂失，不能结算";
            case CARD_LOCKED -> "卡已锁定，不能结算";
            case CARD_CANCELLED -> "卡已注销，不能结算";
            case CARD_REPLACED -> "卡已补换，旧卡不能结算";
            case CARD_EXPIRED -> "卡或凭证已过有效期，不能结算";
            case CARD_DAMAGED -> "卡已登记损坏，不能结算";
            case CARD_ON_INVALID_LIST -> "卡在失效名单中，不能结算";
            case CARDHOLDER_MISMATCH -> "凭证持有人与人员编号不一致";
            case PIN_WRONG -> "密码错误";
            case PIN_LOCKED -> "密码错误次数过多，卡已锁定";
            case CARD_LIST_TOO_OLD -> "失效名单过期未更新，暂不能用卡结算";
            case REPLACEMENT_APPLIED -> "卡已申请补换，不能办理此业务";
            case REPLACEMENT_NOT_APPLIED -> "该卡没有补换申请";
            case REPLACEMENT_AT_OTHER_STAGE -> "补换申请不在此阶段";
            case NOT_REPORTED_LOST -> "该时间卡未处于挂失状态";
            case CARD_EXISTS -> "卡号或银行卡号已存在";
            case CARD_IN_FORCE -> "卡状态正常，无需办理";
            case PERSON_UNKNOWN -> "参保人不存在";
            case INSURANCE_NOT_IN_FORCE -> "参保状态不正常，不能结算";
            case NO_PERSONAL_ACCOUNT -> "该参保人没有个人账户";
            case ACCOUNT_FROZEN -> "个人账户已冻结";
            case ACCOUNT_CLOSED -> "个人账户已销户";
            case BALANCE_INSUFFICIENT -> "个人账户余额不足";
            case LIMIT_EXCEEDED -> "超过限额";
            case ACCOUNT_NOT_EMPTY -> "个人账户尚有余额，不能销户";
            case ACCOUNT_OPEN -> "个人账户已开户";
            case KEY_REUSED_WITH_OTHER_BODY -> "报文ID已用于内容不同的交易";
            case ORIGINAL_NOT_FOUND -> "原交易不存在或信息不符";
            case ALREADY_CANCELLED -> "原交易已撤销";
            case ALREADY_REVERSED -> "原交易已冲正";
            case NOT_REVERSIBLE -> "该交易不能撤销或冲正";
            case REVERSED_BEFORE_ARRIVAL -> "该交易到达前已被冲正，不再受理";
            case AMOUNT_INVALID -> "金额不合法";
            case AMOUNT_MISMATCH -> "明细合计与费用总额不一致";
            case VISIT_UNKNOWN -> "就诊记录不存在";
            case VISIT_CLOSED -> "就诊已结束";
            case ORIGINAL_OF_OTHER_INSTITUTION -> "原交易不属于本机构";
            case PERIOD_CLEARED -> "所属业务期已清算";
            case KEY_TOO_OLD -> "报文ID日期过早，不再受理";
            case RECEIPT_REIMBURSED -> "该票据已报销";
            case BUSY -> "系统繁忙，请用原报文ID稍后重试";
            case DRAINING -> "系统正在停机，请用原报文ID稍后重试";
            case NOT_LEADER -> "本节点不是主节点，请用原报文ID重试";
            case FENCED -> "本节点已停止受理，请用原报文ID重试";
        };
    }

    /** Number and name of the code in brackets. */
    static String suffix(ResultCode code) {
        return SUFFIXES[code.ordinal()];
    }

    /** Which list, and why, for {@link ResultCode#CARD_ON_INVALID_LIST}. */
    static String listMessage(int detail) {
        return "卡在" + level(ListDetail.level(detail)) + "失效名单中，原因：" + reason(ListDetail.reason(detail)) + "，不能结算";
    }

    /** Which list is too old, for {@link ResultCode#CARD_LIST_TOO_OLD}. */
    static String tooOldMessage(int detail) {
        return level(ListDetail.level(detail)) + "失效名单过期未更新，暂不能用卡结算";
    }

    static String level(ListLevel level) {
        return switch (level) {
            case NATION -> "国家";
            case PROVINCE -> "省";
            case CITY -> "市";
        };
    }

    static String reason(InvalidReason reason) {
        return switch (reason) {
            case LOST -> "挂失";
            case DAMAGED -> "损坏";
            case EXPIRED -> "过期";
            case REPLACED -> "补换";
            case CANCELLED -> "注销";
            case OTHER -> "其他";
        };
    }

    /** The HTTP status that goes with a code. */
    static HttpStatus status(ResultCode code) {
        return switch (code) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case SIGNATURE_INVALID, CLOCK_SKEW, NONCE_REPLAYED -> HttpStatus.UNAUTHORIZED;
            case INSTITUTION_MISMATCH, FORBIDDEN -> HttpStatus.FORBIDDEN;
            case BUSY, DRAINING, NOT_LEADER, FENCED -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.OK;
        };
    }
}
