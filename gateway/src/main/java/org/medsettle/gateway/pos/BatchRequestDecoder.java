package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.AMOUNT_DIGITS;
import static org.medsettle.gateway.pos.DataElement.COUNT_DIGITS;
import static org.medsettle.gateway.pos.DataElement.DETAIL_AMOUNT_AT;
import static org.medsettle.gateway.pos.DataElement.DETAIL_CARD_AT;
import static org.medsettle.gateway.pos.DataElement.DETAIL_CARD_DIGITS;
import static org.medsettle.gateway.pos.DataElement.DETAIL_DIGITS;
import static org.medsettle.gateway.pos.DataElement.DETAIL_STAN_AT;
import static org.medsettle.gateway.pos.DataElement.FLAG_AT;
import static org.medsettle.gateway.pos.DataElement.KEYS;
import static org.medsettle.gateway.pos.DataElement.MERCHANT;
import static org.medsettle.gateway.pos.DataElement.TERMINAL;
import static org.medsettle.gateway.pos.DataElement.TOTALS;
import static org.medsettle.gateway.pos.DataElement.TOTALS_DIGITS;

import org.medsettle.command.BatchBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListPageBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.gateway.pos.codec.IsoMessage;

/**
 * From a message about a terminal and its batch, whose fields have been checked to be there, to its command.
 *
 * <p>Units: fen. Failure: a value, and then there is no command.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class BatchRequestDecoder {
    /** Entries of a page of the invalid list; so many fit field 62 in either table. */
    static final int PAGE_ENTRIES = 28;

    private static final int PAGE_DIGITS = 3;
    private static final long NO_SUCH_CARD = Long.MAX_VALUE;

    private final BatchBody body = new BatchBody();
    private final ListPageBody page = new ListPageBody();
    private final FieldText merchant = new FieldText();
    private final FieldText terminal = new FieldText();
    private final FieldText card = new FieldText();

    ResultCode decode(PendingMessage pending, Command command) {
        IsoMessage message = pending.message();
        merchant.text(message, MERCHANT);
        terminal.text(message, TERMINAL);
        if (!merchant.isId() || !terminal.isId()) {
            return ResultCode.FIELD_INVALID;
        }
        return pending.type() == PosMessageType.LIST_PAGE ? page(pending, command) : batch(pending, command);
    }

    private ResultCode batch(PendingMessage pending, Command command) {
        IsoMessage message = pending.message();
        int number = TillRequestDecoder.batch(message);
        if (number == IsoMessage.NOT_DIGITS) {
            return ResultCode.FIELD_INVALID;
        }
        body.wrap(command.reserve(BatchBody.MAX_BYTES), 0);
        body.begin(merchant, terminal, number);
        CommandType type;
        ResultCode code = ResultCode.OK;
        switch (pending.type()) {
            case SIGN_ON -> type = CommandType.TILL_SIGN_ON;
            case SIGN_OFF -> type = CommandType.TILL_SIGN_OFF;
            case SETTLE_BATCH -> {
                type = CommandType.CLOSE_BATCH;
                code = totals(message);
            }
            default -> {
                type = CommandType.BATCH_DETAIL;
                code = MessageRules.network(message) == MessageRules.NETWORK_SETTLE ? details(message) : ResultCode.OK;
            }
        }
        command.set(type, body.length());
        return code;
    }

    /** The totals of cards of the own country and of others, which we do not tell apart. */
    private ResultCode totals(IsoMessage message) {
        int digits = message.count(TOTALS);
        boolean formed = digits == FLAG_AT || digits == TOTALS_DIGITS || digits == 2 * TOTALS_DIGITS;
        if (!formed) {
            return ResultCode.FIELD_INVALID;
        }
        long[] sums = new long[4];
        for (int from = 0; from + FLAG_AT <= digits; from += TOTALS_DIGITS) {
            int at = from;
            for (int i = 0; i < sums.length; i++) {
                int width = i % 2 == 0 ? AMOUNT_DIGITS : COUNT_DIGITS;
                long value = message.number(TOTALS, at, width);
                if (value == IsoMessage.NOT_DIGITS) {
                    return ResultCode.FIELD_INVALID;
                }
                sums[i] += value;
                at += width;
            }
        }
        body.totals(sums[1], sums[0], sums[3], sums[2]);
        return ResultCode.OK;
    }

    private ResultCode details(IsoMessage message) {
        int count = (int) message.number(TOTALS, 0, 2);
        if (count < 0 || count > BatchBody.MAX_DETAILS || message.count(TOTALS) != 2 + count * DETAIL_DIGITS) {
            return ResultCode.FIELD_INVALID;
        }
        for (int i = 0; i < count; i++) {
            int at = 2 + i * DETAIL_DIGITS;
            int stan = (int) message.number(TOTALS, at + DETAIL_STAN_AT, 6);
            long amountFen = message.number(TOTALS, at + DETAIL_AMOUNT_AT, AMOUNT_DIGITS);
            if (stan < 0 || amountFen < 0) {
                return ResultCode.FIELD_INVALID;
            }
            body.detail(stan, card(message, at + DETAIL_CARD_AT), amountFen);
        }
        return ResultCode.OK;
    }

    /** The card of a detail, right aligned with zeroes in front; 0 where there are zeroes only. */
    private long card(IsoMessage message, int at) {
        int from = at;
        int end = at + DETAIL_CARD_DIGITS;
        while (from < end && message.digit(TOTALS, from) == 0) {
            from++;
        }
        if (from == end) {
            return 0;
        }
        long packed = BankNumber.pack(card.digits(message, TOTALS, from, end - from));
        return packed == BankNumber.INVALID ? NO_SUCH_CARD : packed;
    }

    private ResultCode page(PendingMessage pending, Command command) {
        int number = pageNumber(pending.message());
        if (number == IsoMessage.NOT_DIGITS) {
            return ResultCode.FIELD_INVALID;
        }
        long cursor = pending.peer().downloads().cursor(pending.message(), number);
        if (cursor == ListDownloads.UNKNOWN) {
            return ResultCode.ORIGINAL_NOT_FOUND;
        }
        page.wrap(command.reserve(ListPageBody.BYTES), 0);
        page.set(merchant, terminal, cursor, PAGE_ENTRIES);
        command.set(CommandType.QUERY_LIST_PAGE, ListPageBody.BYTES);
        return ResultCode.OK;
    }

    /** Number of the page asked for, the first where field 62 says nothing. */
    static int pageNumber(IsoMessage message) {
        return message.has(KEYS) ? (int) message.number(KEYS, 0, PAGE_DIGITS) : 0;
    }
}
