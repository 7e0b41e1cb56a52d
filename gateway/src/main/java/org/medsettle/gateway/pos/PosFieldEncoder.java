package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.ACQUIRER;
import static org.medsettle.gateway.pos.DataElement.BATCH_DIGITS;
import static org.medsettle.gateway.pos.DataElement.KEYS;
import static org.medsettle.gateway.pos.DataElement.PAN;
import static org.medsettle.gateway.pos.DataElement.TOTALS;
import static org.medsettle.gateway.pos.DataElement.TRACK_2;
import static org.medsettle.gateway.pos.DataElement.TRANSACTION;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.BatchReply;
import org.medsettle.command.ListPageReply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.gateway.pos.codec.IsoEncoder;
import org.medsettle.gateway.pos.codec.IsoMessage;

/** Writes the fields of an answer that are made of the request's, or of what it asked for. */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosFieldEncoder {
    private final IsoEncoder iso;
    private final String acquirer;

    PosFieldEncoder(IsoEncoder iso, String acquirer) {
        this.iso = iso;
        this.acquirer = acquirer;
    }

    /** The number as the request has it, or as its track has. */
    void card(PendingMessage pending) {
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

    /** As in the request, or our own. */
    void acquirer(IsoMessage request) {
        if (request.has(ACQUIRER)) {
            iso.echo(ACQUIRER, request);
            return;
        }
        iso.open(ACQUIRER);
        for (int i = 0; i < acquirer.length(); i++) {
            iso.appendDigit(acquirer.charAt(i) - '0');
        }
        iso.close();
    }

    /** The terminal's totals again, with the flag that says whether they are ours. */
    void totals(PendingMessage pending, @Nullable BatchReply batch) {
        IsoMessage request = pending.message();
        if (pending.type() == PosMessageType.SETTLE_BATCH && batch != null) {
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

    /** As in the request; the answer to a sign-on has the batch to use. */
    void transaction(IsoMessage request, @Nullable BatchReply batch) {
        if (batch == null || batch.batch() == 0 || !request.has(TRANSACTION)) {
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

    /** Whether more follows, the page's number, and per card area, number and the code that it is answered. */
    void page(PendingMessage pending, ListPageReply page) {
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
}
