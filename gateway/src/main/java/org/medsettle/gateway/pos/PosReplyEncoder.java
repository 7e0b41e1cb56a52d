package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.AMOUNT;
import static org.medsettle.gateway.pos.DataElement.AUTHORISATION;
import static org.medsettle.gateway.pos.DataElement.BALANCE;
import static org.medsettle.gateway.pos.DataElement.CONDITION;
import static org.medsettle.gateway.pos.DataElement.CURRENCY;
import static org.medsettle.gateway.pos.DataElement.DATE;
import static org.medsettle.gateway.pos.DataElement.KEYS;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.PROCESSING;
import static org.medsettle.gateway.pos.DataElement.REFERENCE;
import static org.medsettle.gateway.pos.DataElement.RESPONSE;
import static org.medsettle.gateway.pos.DataElement.SETTLEMENT_DATE;
import static org.medsettle.gateway.pos.DataElement.STAN;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;
import static org.medsettle.gateway.pos.DataElement.TIME;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.BatchReply;
import org.medsettle.command.ListPageReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettlementReply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.gateway.pos.codec.IsoEncoder;
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.TerminalKeys;
import org.medsettle.gateway.pos.security.TerminalSecurity;

/**
 * From a reply, or a refusal of the door's own, to the frame of the answer, length and header included.
 *
 * <p>Units: fen, epoch milliseconds. Invariant: the same stored outcome gives the same bytes, whenever it is asked for.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosReplyEncoder {
    private static final int KEY_BYTES_MAX = 60;
    /** Account type, kind of balance (available) and currency, in front of sign and amount. */
    private static final String BALANCE_HEAD = "0210156";

    private final IsoEncoder iso = new IsoEncoder();
    private final TerminalKeys keys;
    private final PosFieldEncoder fields;
    private final PosFrameEncoder frame;
    private final SettlementReply settled = new SettlementReply();
    private final Settlement settlement = new Settlement();
    private final PersonReply person = new PersonReply();
    private final BatchReply batch = new BatchReply();
    private final ListPageReply page = new ListPageReply();

    /** What the answer under construction is about; each {@code null} or {@code false} where it is not about such. */
    private @Nullable Settlement approved;

    private boolean hasBalance;
    private boolean hasBatch;
    private boolean hasPage;
    private byte @Nullable [] issued;
    private String response = "";
    private int length;

    PosReplyEncoder(TerminalKeys keys, MacRules macs, String acquirer) {
        this.keys = keys;
        fields = new PosFieldEncoder(iso, acquirer);
        frame = new PosFrameEncoder(iso, macs);
    }

    /** Encodes what the engine answered. */
    void encodeReply(PendingMessage pending, Reply reply) {
        begin();
        response = PosResponseMapping.code(reply.code(), reply.detail());
        if (reply.code() == ResultCode.OK) {
            read(pending, reply);
        }
        encode(pending, approved == null ? reply.timeMs() : approved.timeMs());
    }

    /** Encodes an answer of the door's own. */
    void encodeOwn(PendingMessage pending, ResultCode code, long nowMs) {
        begin();
        String own = pending.response();
        response = own != null ? own : PosResponseMapping.code(code, 0);
        encode(pending, nowMs);
    }

    /** Field 39 of the answer. */
    String response() {
        return response;
    }

    byte[] bytes() {
        return iso.bytes();
    }

    /** Bytes of the whole frame. */
    int length() {
        return length;
    }

    private void begin() {
        approved = null;
        hasBalance = false;
        hasBatch = false;
        hasPage = false;
        issued = null;
    }

    private void read(PendingMessage pending, Reply reply) {
        if (reply.type() == ReplyType.SETTLEMENT) {
            settled.wrap(reply.body(), 0);
            settled.settlement(settlement);
            approved = settlement;
            boolean part = pending.type() == PosMessageType.PURCHASE
                    && settlement.accountFen() < pending.message().number(AMOUNT);
            response = part ? PosResponseMapping.PARTIAL : response;
        } else if (reply.type() == ReplyType.PERSON) {
            person.wrap(reply.body(), 0);
            hasBalance = true;
        } else if (reply.type() == ReplyType.BATCH) {
            batch.wrap(reply.body(), 0);
            hasBatch = true;
            issueKeys(pending);
        } else if (reply.type() == ReplyType.LIST_PAGE) {
            page.wrap(reply.body(), 0);
            hasPage = true;
        }
    }

    private void issueKeys(PendingMessage pending) {
        TerminalSecurity terminal = pending.terminal();
        if (pending.type() == PosMessageType.SIGN_ON && terminal != null) {
            issued = keys.issue(terminal, MessageRules.network(pending.message()));
            if (issued == null) {
                response = PosResponseMapping.code(ResultCode.FIELD_INVALID, 0);
                hasBatch = false;
            }
        }
    }

    private void encode(PendingMessage pending, long timeMs) {
        IsoMessage request = pending.message();
        int headerBytes = pending.listener().headerBytes();
        int date = BusinessDay.dateOf(timeMs);
        iso.begin(
                pending.listener().table(),
                PosFrameEncoder.LENGTH_BYTES + headerBytes,
                MessageRules.answerMti(request.mti()));
        fields.card(pending);
        iso.echo(PROCESSING, request);
        amount(pending);
        iso.echo(STAN, request)
                .digits(TIME, CalendarTime.time(timeMs))
                .digits(DATE, CalendarTime.monthDay(date))
                .digits(SETTLEMENT_DATE, CalendarTime.monthDay(approved == null ? date : approved.businessDate()))
                .echo(CONDITION, request);
        fields.acquirer(request);
        reference(request);
        iso.text(RESPONSE, response).echo(TERMINAL, request).echo(MERCHANT, request);
        fields.totals(pending, hasBatch ? batch : null);
        iso.echo(CURRENCY, request);
        balance();
        fields.transaction(request, hasBatch ? batch : null);
        keys(pending);
        length = frame.finish(pending, headerBytes);
    }

    private void amount(PendingMessage pending) {
        Settlement own = approved;
        if (own != null && pending.type() == PosMessageType.PURCHASE) {
            iso.digits(AMOUNT, own.accountFen());
        } else {
            iso.echo(AMOUNT, pending.message());
        }
    }

    /** The number of the settlement; where there is none, a text by which nothing can be found. */
    private void reference(IsoMessage request) {
        Settlement own = approved;
        iso.open(REFERENCE);
        if (own != null) {
            long number = own.id() % Settlement.ID_AREA_FACTOR;
            iso.append(number, DataElement.REFERENCE_CHARS).close();
            iso.open(AUTHORISATION).append(number % 1_000_000, 6).close();
        } else {
            long stan = request.has(STAN) ? request.number(STAN) : 0;
            iso.append("R").append(stan, DataElement.REFERENCE_CHARS - 1).close();
        }
    }

    private void balance() {
        Settlement own = approved;
        if (own == null && !hasBalance) {
            return;
        }
        long fen = own != null ? own.balanceAfterFen() : person.balanceFen();
        iso.open(BALANCE)
                .append(BALANCE_HEAD)
                .append(fen < 0 ? "D" : "C")
                .append(Math.abs(fen), DataElement.AMOUNT_DIGITS)
                .close();
    }

    private void keys(PendingMessage pending) {
        byte[] own = issued;
        if (own != null) {
            iso.open(KEYS).append(own, 0, Math.min(own.length, KEY_BYTES_MAX)).close();
        } else if (hasPage) {
            fields.page(pending, page);
        }
    }
}
