package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.ACQUIRER;
import static org.medsettle.gateway.pos.DataElement.AMOUNT;
import static org.medsettle.gateway.pos.DataElement.AUTHORISATION;
import static org.medsettle.gateway.pos.DataElement.BALANCE;
import static org.medsettle.gateway.pos.DataElement.BATCH_DIGITS;
import static org.medsettle.gateway.pos.DataElement.CONDITION;
import static org.medsettle.gateway.pos.DataElement.CURRENCY;
import static org.medsettle.gateway.pos.DataElement.DATE;
import static org.medsettle.gateway.pos.DataElement.KEYS;
import static org.medsettle.gateway.pos.DataElement.MAC;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.PAN;
import static org.medsettle.gateway.pos.DataElement.PROCESSING;
import static org.medsettle.gateway.pos.DataElement.REFERENCE;
import static org.medsettle.gateway.pos.DataElement.RESPONSE;
import static org.medsettle.gateway.pos.DataElement.SETTLEMENT_DATE;
import static org.medsettle.gateway.pos.DataElement.STAN;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;
import static org.medsettle.gateway.pos.DataElement.TIME;
import static org.medsettle.gateway.pos.DataElement.TOTALS;
import static org.medsettle.gateway.pos.DataElement.TRACK_2;
import static org.medsettle.gateway.pos.DataElement.TRANSACTION;

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
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.gateway.pos.codec.IsoEncoder;
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.security.MacAlgorithm;
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
    private static final int LENGTH_BYTES = 2;
    private static final int KEY_BYTES_MAX = 60;
    /** Account type, kind of balance (available) and currency, in front of sign and amount. */
    private static final String BALANCE_HEAD = "0210156";

    private final IsoEncoder iso = new IsoEncoder();
    private final TerminalKeys keys;
    private final MacRules macs;
    private final String acquirer;
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
        this.macs = macs;
        this.acquirer = acquirer;
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
        iso.begin(pending.listener().table(), LENGTH_BYTES + headerBytes, MessageRules.answerMti(request.mti()));
        card(pending);
        iso.echo(PROCESSING, request);
        amount(pending);
        iso.echo(STAN, request)
                .digits(TIME, CalendarTime.time(timeMs))
                .digits(DATE, CalendarTime.monthDay(date))
                .digits(SETTLEMENT_DATE, CalendarTime.monthDay(approved == null ? date : approved.businessDate()))
                .echo(CONDITION, request);
        if (request.has(ACQUIRER)) {
            iso.echo(ACQUIRER, request);
        } else {
            acquirer();
        }
        reference(request);
        iso.text(RESPONSE, response).echo(TERMINAL, request).echo(MERCHANT, request);
        totals(pending);
        iso.echo(CURRENCY, request);
        balance();
        transaction(request);
        keys(pending);
        finish(pending, headerBytes);
    }

    /** The number as the request has it, or as its track has. */
    private void card(PendingMessage pending) {
        IsoMessage request = pending.message();
        if (request.has(PAN)) {
            iso.echo(PAN, request);
        } else if (pending.type().hasCard() && request.digit(TRACK_2, 0) >= 0) {
            iso.open(PAN);
            for (int i = 0; i < 19 && request.digit(TRACK_2, i) >= 0; i++) {
                iso.appendDigit(request.digit(TRACK_2, i));
            }
            iso.close();
        }
    }

    private void amount(PendingMessage pending) {
        Settlement own = approved;
        if (own != null && pending.type() == PosMessageType.PURCHASE) {
            iso.digits(AMOUNT, own.accountFen());
        } else {
            iso.echo(AMOUNT, pending.message());
        }
    }

    private void acquirer() {
        iso.open(ACQUIRER);
        for (int i = 0; i < acquirer.length(); i++) {
            iso.appendDigit(acquirer.charAt(i) - '0');
        }
        iso.close();
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

    /** The terminal's totals again, with the flag that says whether they are ours. */
    private void totals(PendingMessage pending) {
        IsoMessage request = pending.message();
        if (pending.type() == PosMessageType.SETTLE_BATCH && hasBatch) {
            int flag = batch.isBalanced() ? 1 : 2;
            int count = Math.max(request.count(TOTALS), DataElement.TOTALS_DIGITS);
            iso.open(TOTALS);
            for (int i = 0; i < count; i++) {
                boolean isFlag = i % DataElement.TOTALS_DIGITS == DataElement.FLAG_AT;
                iso.appendDigit(isFlag ? flag : request.digit(TOTALS, i));
            }
            iso.close();
        } else if (pending.type() == PosMessageType.UPLOAD_BATCH) {
            iso.echo(TOTALS, request);
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

    /** As in the request; the answer to a sign-on has the batch to use. */
    private void transaction(IsoMessage request) {
        if (!hasBatch || batch.batch() == 0 || !request.has(TRANSACTION)) {
            iso.echo(TRANSACTION, request);
            return;
        }
        iso.open(TRANSACTION);
        for (int i = 0; i < DataElement.BATCH_AT; i++) {
            iso.appendUnit(request.unit(TRANSACTION, i));
        }
        iso.append(batch.batch() % 1_000_000, BATCH_DIGITS);
        for (int i = DataElement.NETWORK_AT; i < request.count(TRANSACTION); i++) {
            iso.appendUnit(request.unit(TRANSACTION, i));
        }
        iso.close();
    }

    private void keys(PendingMessage pending) {
        byte[] own = issued;
        if (own != null) {
            iso.open(KEYS).append(own, 0, Math.min(own.length, KEY_BYTES_MAX)).close();
        } else if (hasPage) {
            page(pending);
        }
    }

    /** Whether more follows, the page's number, and per card area, number and the code that it is answered. */
    private void page(PendingMessage pending) {
        int number = BatchRequestDecoder.pageNumber(pending.message());
        iso.open(KEYS).append(page.isLast() ? 0 : 1, 1).append(number, 3);
        for (int i = 0; i < page.count(); i++) {
            iso.append(CardNumber.area(page.cardKey(i)), 6)
                    .append(CardNumber.number(page.cardKey(i)))
                    .append(PosResponseMapping.listed(InvalidReason.of(page.reason(i))));
        }
        iso.close();
        pending.peer().downloads().sent(pending.message(), number, page.nextCursor());
    }

    private void finish(PendingMessage pending, int headerBytes) {
        TerminalSecurity terminal = pending.terminal();
        boolean signed = terminal != null
                && pending.type().isSigned()
                && terminal.algorithm() != MacAlgorithm.NONE
                && terminal.hasKeys();
        if (signed) {
            iso.open(MAC).append(0, MacRules.MAC_BYTES).close();
        }
        int end = iso.finish();
        byte[] bytes = iso.bytes();
        if (signed && terminal != null) {
            int mac = end - MacRules.MAC_BYTES;
            macs.compute(terminal, bytes, LENGTH_BYTES + headerBytes, mac, bytes, mac);
        }
        header(pending.frame(), headerBytes, bytes);
        int framed = end - LENGTH_BYTES;
        bytes[0] = (byte) (framed >> 8);
        bytes[1] = (byte) framed;
        length = end;
    }

    /** The request's header, with source and destination of its TPDU exchanged. */
    private static void header(byte[] request, int headerBytes, byte[] into) {
        System.arraycopy(request, 0, into, LENGTH_BYTES, headerBytes);
        if (headerBytes >= PosListener.TPDU_BYTES) {
            System.arraycopy(request, 3, into, LENGTH_BYTES + 1, 2);
            System.arraycopy(request, 1, into, LENGTH_BYTES + 3, 2);
        }
    }
}
