package org.medsettle.gateway.his;

import java.nio.ByteBuffer;
import org.medsettle.command.BillLine;
import org.medsettle.command.SettlementReply;
import org.medsettle.command.SettlementTail;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingType;
import org.medsettle.domain.settlement.Settlement;

/**
 * A settlement as 2101, 2102, 2103 and 5203 answer it.
 *
 * <p>Units: fen in, yuan with two places out. Invariant: printed amounts add up as the ledger's do: the total is the
 * fund's part and the person's, the person's part is the account's, the mutual aid's and cash.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class SettlementEncoder {
    private static final byte[] SETLINFO = JsonWriter.name("setlinfo");
    private static final byte[] SETLDETAIL = JsonWriter.name("setldetail");
    private static final byte[] DETLCUTINFO = JsonWriter.name("detlcutinfo");
    private static final byte[] SETL_ID = JsonWriter.name("setl_id");
    private static final byte[] MDTRT_ID = JsonWriter.name("mdtrt_id");
    private static final byte[] SETL_TIME = JsonWriter.name("setl_time");
    private static final byte[] MDTRT_CERT_TYPE = JsonWriter.name("mdtrt_cert_type");
    private static final byte[] MED_TYPE = JsonWriter.name("med_type");
    private static final byte[] MEDFEE_SUMAMT = JsonWriter.name("medfee_sumamt");
    private static final byte[] FULAMT_OWNPAY_AMT = JsonWriter.name("fulamt_ownpay_amt");
    private static final byte[] OVERLMT_SELFPAY = JsonWriter.name("overlmt_selfpay");
    private static final byte[] OVERLMT_AMT = JsonWriter.name("overlmt_amt");
    private static final byte[] PRESELFPAY_AMT = JsonWriter.name("preselfpay_amt");
    private static final byte[] INSCP_SCP_AMT = JsonWriter.name("inscp_scp_amt");
    private static final byte[] ACT_PAY_DEDC = JsonWriter.name("act_pay_dedc");
    private static final byte[] HIFP_PAY = JsonWriter.name("hifp_pay");
    private static final byte[] POOL_PROP_SELFPAY = JsonWriter.name("pool_prop_selfpay");
    private static final byte[][] OTHER_FUNDS = {
        JsonWriter.name("cvlserv_pay"),
        JsonWriter.name("hifes_pay"),
        JsonWriter.name("hifmi_pay"),
        JsonWriter.name("hifob_pay"),
        JsonWriter.name("maf_pay"),
        JsonWriter.name("oth_pay"),
        JsonWriter.name("hifdm_pay")
    };
    private static final byte[] FUND_PAY_SUMAMT = JsonWriter.name("fund_pay_sumamt");
    private static final byte[] PSN_PART_AMT = JsonWriter.name("psn_part_amt");
    private static final byte[] ACCT_PAY = JsonWriter.name("acct_pay");
    private static final byte[] PSN_CASH_PAY = JsonWriter.name("psn_cash_pay");
    private static final byte[] PSN_PAY = JsonWriter.name("psn_pay");
    private static final byte[] CASH_PAYAMT = JsonWriter.name("cash_payamt");
    private static final byte[] HOSP_PART_AMT = JsonWriter.name("hosp_part_amt");
    private static final byte[] BALC = JsonWriter.name("balc");
    private static final byte[] ACCT_MULAID_PAY = JsonWriter.name("acct_mulaid_pay");
    private static final byte[] MEDINS_SETL_ID = JsonWriter.name("medins_setl_id");
    private static final byte[] CLR_OPTINS = JsonWriter.name("clr_optins");
    private static final byte[] CLR_WAY = JsonWriter.name("clr_way");
    private static final byte[] CLR_TYPE = JsonWriter.name("clr_type");
    private static final byte[] PAY_LOC = JsonWriter.name("pay_loc");
    private static final byte[] FIXMEDINS_CODE = JsonWriter.name("fixmedins_code");
    private static final byte[] YEAR = JsonWriter.name("year");
    private static final byte[] INVONO = JsonWriter.name("invono");
    private static final byte[] OPTER_ID = JsonWriter.name("opter_id");
    private static final byte[] OPT_TIME = JsonWriter.name("opt_time");
    private static final byte[] REFD_SETL_FLAG = JsonWriter.name("refd_setl_flag");
    private static final byte[] SETL_STATE = JsonWriter.name("setl_state");
    private static final byte[] FUND_PAY_TYPE = JsonWriter.name("fund_pay_type");
    private static final byte[] CRT_PAYB_LMT_AMT = JsonWriter.name("crt_payb_lmt_amt");
    private static final byte[] FUND_PAYAMT = JsonWriter.name("fund_payamt");
    private static final byte[] FUND_PAY_TYPE_NAME = JsonWriter.name("fund_pay_type_name");
    private static final byte[] FEEDETL_SN = JsonWriter.name("feedetl_sn");
    private static final byte[] DET_ITEM_FEE_SUMAMT = JsonWriter.name("det_item_fee_sumamt");
    private static final byte[] CNT = JsonWriter.name("cnt");
    private static final byte[] PRIC = JsonWriter.name("pric");
    private static final int ID_DIGITS = 18;

    private final JsonWriter json;
    private final TimeEncoder times;
    private final PersonEncoder persons;
    private final SettlementReply reply = new SettlementReply();
    private final Settlement settlement = new Settlement();
    private final SettlementTail tail = new SettlementTail();
    private final BillLine line = new BillLine();
    private final Person person = new Person();
    private HisDialect dialect = HisDialect.NATIONAL;

    SettlementEncoder(JsonWriter json, TimeEncoder times, PersonEncoder persons) {
        this.json = json;
        this.times = times;
        this.persons = persons;
    }

    /** Reads the settlement that begins at {@code offset} of a reply's body. */
    void wrap(ByteBuffer body, int offset, HisDialect dialect) {
        reply.wrap(body, offset);
        reply.settlement(settlement);
        reply.person(person);
        tail.of(settlement);
        this.dialect = dialect;
    }

    boolean isCancelling() {
        return settlement.isCancelling();
    }

    /** Output of 2101 and 2102. */
    void encodeBill() {
        json.openObject(SETLINFO);
        encodeCommon();
        json.closeObject();
        encodeDetail();
        encodeLines();
    }

    /** Output of 2103: the cancelling settlement, with both spellings of what the person pays. */
    void encodeCancel() {
        json.openObject(SETLINFO);
        encodeCommon();
        encodeQuerySpelling();
        json.closeObject();
        encodeDetail();
    }

    /** Output of 5203. */
    void encodeQuery() {
        json.openObject(SETLINFO);
        encodeCommon();
        encodeQuerySpelling();
        json.text(PAY_LOC, "2").text(FIXMEDINS_CODE, reply.institution());
        times.year(YEAR, settlement.timeMs());
        json.text(INVONO, tail.invoice()).text(OPTER_ID, tail.operator());
        times.dateTime(OPT_TIME, settlement.timeMs());
        json.text(REFD_SETL_FLAG, settlement.isCancelling() ? "1" : "0")
                .text(SETL_STATE, settlement.state().name())
                .closeObject();
        encodeDetail();
    }

    private void encodeCommon() {
        if (settlement.id() != 0) {
            json.digits(SETL_ID, settlement.id(), ID_DIGITS).digits(MDTRT_ID, settlement.visitId(), ID_DIGITS);
        }
        persons.encodeIdentity(person, settlement.timeMs());
        persons.encodeInsurance(person, settlement.insuranceType());
        times.dateTime(SETL_TIME, settlement.timeMs());
        json.text(MDTRT_CERT_TYPE, credentialType()).openText(MED_TYPE);
        appendNumber(settlement.medType());
        json.closeText();
        encodeAmounts();
        json.openText(MEDINS_SETL_ID)
                .append(reply.institution())
                .appendDigits(settlement.keyWord1(), 18)
                .closeText()
                .digits(CLR_OPTINS, reply.clearingAgency(), 6)
                .text(CLR_WAY, "1")
                .digits(CLR_TYPE, ClearingType.of(settlement.medType()), 2);
    }

    private void encodeAmounts() {
        long medfeeFen = settlement.medfeeFen();
        long fundFen = settlement.fundFen();
        json.money(MEDFEE_SUMAMT, medfeeFen)
                .money(FULAMT_OWNPAY_AMT, 0)
                .money(OVERLMT_SELFPAY, 0)
                .money(PRESELFPAY_AMT, 0)
                .money(INSCP_SCP_AMT, medfeeFen)
                .money(ACT_PAY_DEDC, 0)
                .money(HIFP_PAY, fundFen)
                .decimal(POOL_PROP_SELFPAY, 0, 4);
        for (byte[] fund : OTHER_FUNDS) {
            json.money(fund, 0);
        }
        json.money(FUND_PAY_SUMAMT, dialect.fundWithAccount() ? fundFen + settlement.accountFen() : fundFen)
                .money(PSN_PART_AMT, medfeeFen - fundFen)
                .money(ACCT_PAY, settlement.accountFen())
                .money(PSN_CASH_PAY, settlement.cashFen())
                .money(HOSP_PART_AMT, 0)
                .money(BALC, settlement.balanceAfterFen())
                .money(ACCT_MULAID_PAY, settlement.mutualAidFen());
    }

    private void encodeQuerySpelling() {
        json.money(PSN_PAY, settlement.medfeeFen() - settlement.fundFen()).money(CASH_PAYAMT, settlement.cashFen());
    }

    private void encodeDetail() {
        json.openArray(SETLDETAIL);
        if (settlement.accountFen() != 0) {
            json.openObject()
                    .text(FUND_PAY_TYPE, "310200")
                    .money(INSCP_SCP_AMT, settlement.medfeeFen())
                    .money(CRT_PAYB_LMT_AMT, 0)
                    .money(FUND_PAYAMT, settlement.accountFen())
                    .text(FUND_PAY_TYPE_NAME, "个人账户")
                    .closeObject();
        }
        json.closeArray();
    }

    private void encodeLines() {
        json.openArray(DETLCUTINFO);
        int at = tail.linesOffset();
        for (int i = tail.lineCount(); i > 0; i--) {
            line.wrap(tail.buffer(), at);
            json.openObject()
                    .text(FEEDETL_SN, line.serial())
                    .money(DET_ITEM_FEE_SUMAMT, line.amountFen())
                    .decimal(CNT, line.countScaled4(), 4)
                    .decimal(PRIC, line.priceScaled6(), 6)
                    .money(FULAMT_OWNPAY_AMT, 0)
                    .money(OVERLMT_AMT, 0)
                    .money(PRESELFPAY_AMT, 0)
                    .money(INSCP_SCP_AMT, line.amountFen())
                    .closeObject();
            at = line.end();
        }
        json.closeArray();
    }

    private void appendNumber(int number) {
        int width = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            width++;
        }
        json.appendDigits(number, width);
    }

    /** What was presented, in the national code; a bank number is the card's other side. */
    private String credentialType() {
        return switch (settlement.credentialType()) {
            case ELECTRONIC -> "01";
            case CITIZEN_ID -> "02";
            case CARD, BANK_NUMBER -> "03";
            case NONE -> "";
        };
    }
}
