package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A reply, or the door's own refusal, to the JSON of an answer in the dialect of the request's area.
 *
 * <p>Units: epoch milliseconds. Invariant: a refusal has a null output.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisReplyEncoder {
    private static final byte[] CODE = JsonWriter.name("code");
    private static final byte[] MESSAGE = JsonWriter.name("message");
    private static final byte[] DATA = JsonWriter.name("data");
    private static final byte[] INFCODE = JsonWriter.name("infcode");
    private static final byte[] INF_REFMSGID = JsonWriter.name("inf_refmsgid");
    private static final byte[] REFMSG_TIME = JsonWriter.name("refmsg_time");
    private static final byte[] RESPOND_TIME = JsonWriter.name("respond_time");
    private static final byte[] ERR_MSG = JsonWriter.name("err_msg");
    private static final byte[] OUTPUT = JsonWriter.name("output");
    private static final byte[] SIGNINOUTB = JsonWriter.name("signinoutb");
    private static final byte[] SIGNOUTOUTB = JsonWriter.name("signoutoutb");
    private static final byte[] SIGN_TIME = JsonWriter.name("sign_time");
    private static final byte[] SIGN_NO = JsonWriter.name("sign_no");
    private static final byte[] OUTCOME = JsonWriter.name("outcome");
    private static final byte[] STATE = JsonWriter.name("state");
    private static final byte[] UNDONE_BY = JsonWriter.name("undone_by");

    private final HisDialects dialects;
    private final JsonWriter json = new JsonWriter();
    private final TimeEncoder times = new TimeEncoder(json);
    private final PersonEncoder persons = new PersonEncoder(json, times);
    private final SettlementEncoder settlements = new SettlementEncoder(json, times, persons);
    private final CardEncoder cards = new CardEncoder(json, times);
    private final OutcomeReply outcome = new OutcomeReply();
    private HisDialect dialect = HisDialect.NATIONAL;

    HisReplyEncoder(HisDialects dialects) {
        this.dialects = dialects;
    }

    /** Encodes a refusal by the door itself, which has no sequence. */
    void encodeRefusal(PendingRequest pending, ResultCode code, @Nullable HisField blamed, long nowMs) {
        begin(pending, 0, nowMs, code, 0, blamed);
        json.literal(OUTPUT, "null");
        end();
    }

    /** Encodes what the engine answered. */
    void encodeReply(PendingRequest pending, Reply reply, long nowMs) {
        begin(pending, reply.sequence(), nowMs, reply.code(), reply.detail(), null);
        if (reply.code() != ResultCode.OK || pending.transaction() == HisTransaction.REVERSE) {
            json.literal(OUTPUT, "null");
        } else {
            json.key(OUTPUT);
            int from = json.length();
            json.openPlainObject();
            encodeOutput(pending, reply);
            json.closeObject();
            if (dialect.outputAsText()) {
                json.quoteFrom(from);
            }
        }
        end();
    }

    int length() {
        return json.length();
    }

    void copyTo(ByteBuf content) {
        json.copyTo(content);
    }

    private void begin(
            PendingRequest pending, long sequence, long nowMs, ResultCode code, int detail, @Nullable HisField blamed) {
        dialect = dialects.of(pending.area());
        json.clear();
        json.openObject();
        if (dialect.wrapped()) {
            json.number(CODE, code == ResultCode.OK ? 0 : -1);
            encodeMessage(MESSAGE, code, detail, blamed);
            json.openObject(DATA);
        }
        encodeInfcode(code);
        json.openText(INF_REFMSGID).appendDigits(pending.area(), 6);
        times.appendCompact(pending.arrivalMs());
        json.appendDigits(sequence, 10).closeText();
        times.compactMillis(REFMSG_TIME, pending.arrivalMs());
        times.compactMillis(RESPOND_TIME, nowMs);
        encodeMessage(ERR_MSG, code, detail, blamed);
    }

    private void end() {
        if (dialect.wrapped()) {
            json.closeObject();
        }
        json.closeObject();
    }

    private void encodeInfcode(ResultCode code) {
        if (dialect.infcodeAsText()) {
            json.text(INFCODE, code == ResultCode.OK ? "0" : "-1");
        } else {
            json.number(INFCODE, code == ResultCode.OK ? 0 : -1);
        }
    }

    private void encodeMessage(byte[] name, ResultCode code, int detail, @Nullable HisField blamed) {
        json.openText(name);
        if (code != ResultCode.OK) {
            if (code == ResultCode.CARD_ON_INVALID_LIST && detail != 0) {
                json.append(HisResultMapping.listMessage(detail));
            } else if (code == ResultCode.CARD_LIST_TOO_OLD) {
                json.append(HisResultMapping.tooOldMessage(detail));
            } else {
                json.append(HisResultMapping.message(code));
            }
            if (blamed != null) {
                json.append("：").append(blamed.wireName());
            }
            json.append(HisResultMapping.suffix(code));
        }
        json.closeText();
    }

    private void encodeOutput(PendingRequest pending, Reply reply) {
        switch (pending.transaction()) {
            case SIGN_ON -> encodeSignOn(pending, reply);
            case SIGN_OFF -> {
                json.openObject(SIGNOUTOUTB);
                times.dateTime(SIGN_TIME, reply.timeMs());
                json.closeObject();
            }
            case PERSON -> persons.encode(expect(reply, ReplyType.PERSON));
            case PHARMACY_QUOTE, PHARMACY_SETTLE -> {
                settlements.wrap(expect(reply, ReplyType.SETTLEMENT).body(), 0, dialect);
                settlements.encodeBill();
            }
            case PHARMACY_CANCEL -> {
                settlements.wrap(expect(reply, ReplyType.SETTLEMENT).body(), 0, dialect);
                settlements.encodeCancel();
            }
            case SETTLEMENT_QUERY -> {
                settlements.wrap(expect(reply, ReplyType.SETTLEMENT).body(), 0, dialect);
                settlements.encodeQuery();
            }
            case CARD_QUERY -> cards.encode(expect(reply, ReplyType.CARD));
            case OUTCOME_QUERY -> encodeOutcome(expect(reply, ReplyType.OUTCOME).body());
            case REVERSE, OTHER -> throw new IllegalStateException("no output of " + pending.transaction());
        }
    }

    private static Reply expect(Reply reply, ReplyType type) {
        Invariant.check(reply.type() == type, "a transaction is answered with its own kind of reply");
        return reply;
    }

    private void encodeSignOn(PendingRequest pending, Reply reply) {
        long number = expect(reply, ReplyType.SIGN_ON).body().getLong(0);
        int digits = SignNumber.DIGITS_MIN;
        for (long rest = number; rest > 9_999; rest /= 10) {
            digits++;
        }
        json.openObject(SIGNINOUTB);
        times.dateTime(SIGN_TIME, reply.timeMs());
        json.openText(SIGN_NO)
                .appendDigits(pending.area(), 6)
                .append('S')
                .appendDigits(number, digits)
                .closeText()
                .closeObject();
    }

    private void encodeOutcome(ByteBuffer body) {
        outcome.wrap(body, 0);
        boolean done = outcome.state() == OutcomeReply.DONE;
        json.openObject(OUTCOME).text(STATE, done ? "DONE" : "NEVER_SEEN");
        if (done) {
            encodeInfcode(outcome.result());
            encodeMessage(ERR_MSG, outcome.result(), outcome.listDetail(), null);
            if (outcome.hasSettlement()) {
                json.openObject(OUTPUT);
                settlements.wrap(body, OutcomeReply.SETTLEMENT, dialect);
                if (settlements.isCancelling()) {
                    settlements.encodeCancel();
                } else {
                    settlements.encodeBill();
                }
                json.closeObject();
            } else {
                json.literal(OUTPUT, "null");
            }
            json.text(
                    UNDONE_BY,
                    switch (outcome.undoneBy()) {
                        case OutcomeReply.UNDONE_BY_CANCEL -> "CANCELLED";
                        case OutcomeReply.UNDONE_BY_REVERSAL -> "REVERSED";
                        default -> "";
                    });
        }
        json.closeObject();
    }
}
