package org.medsettle.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medsettle.command.BatchBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListPageBody;
import org.medsettle.command.TillBody;

/** Lays till orders out as commands and reads them back, through the views of a door. Threads: stateless. */
final class TillOrderWriter {
    private TillOrderWriter() {}

    static int write(TillOrder order, Command command) {
        if (order instanceof TillOrder.Message message) {
            return message(message, command);
        } else if (order instanceof TillOrder.Batch batch) {
            return batch(batch, command);
        }
        TillOrder.ListPage page = (TillOrder.ListPage) order;
        ListPageBody body = new ListPageBody();
        body.wrap(command.reserve(ListPageBody.BYTES), 0);
        body.set(page.merchant(), page.terminal(), page.cursor(), page.limit());
        return ListPageBody.BYTES;
    }

    private static int message(TillOrder.Message order, Command command) {
        TillBody body = new TillBody();
        body.wrap(command.reserve(TillBody.BYTES), 0);
        TillOrder.Trace trace = order.trace();
        TillOrder.Meant original = order.original();
        return body.begin(order.merchant(), order.transaction())
                .terminal(order.terminal())
                .trace(trace.batch(), trace.stan(), trace.localTime())
                .credential(order.card().type(), order.card().packed())
                .amountFen(order.amountFen())
                .original(original.reference(), original.batch(), original.stan(), original.date())
                .medType(order.extras().medType())
                .flags(order.extras().flags())
                .pin(order.extras().pin())
                .pinValue(order.extras().pinValue())
                .finish();
    }

    private static int batch(TillOrder.Batch order, Command command) {
        BatchBody body = new BatchBody();
        body.wrap(command.reserve(BatchBody.HEAD_BYTES + order.details().size() * BatchBody.DETAIL_BYTES), 0);
        TillOrder.Totals totals = order.totals();
        body.begin(order.merchant(), order.terminal(), order.batch())
                .totals(totals.debitCount(), totals.debitFen(), totals.creditCount(), totals.creditFen());
        order.details().forEach(detail -> body.detail(detail.stan(), detail.bankNumber(), detail.amountFen()));
        return body.length();
    }

    /** What a till's command says. */
    static TillOrder read(CommandType type, ByteBuffer buffer) {
        return switch (type) {
            case TILL_SIGN_ON, TILL_SIGN_OFF, CLOSE_BATCH, BATCH_DETAIL -> readBatch(type, buffer);
            case QUERY_LIST_PAGE -> {
                ListPageBody body = new ListPageBody();
                body.wrap(buffer, 0);
                yield new TillOrder.ListPage(body.merchant(), body.terminal(), body.cursor(), body.limit());
            }
            default -> readMessage(type, buffer);
        };
    }

    private static TillOrder readMessage(CommandType type, ByteBuffer buffer) {
        TillBody body = new TillBody();
        body.wrap(buffer, 0);
        int flags = IntStream.of(TillBody.PARTIAL_APPROVAL, TillBody.UNKNOWN_REFUSED, TillBody.DATED_BY_TRANSMISSION)
                .filter(body::has)
                .sum();
        return new TillOrder.Message(
                type,
                body.transaction(),
                body.institution(),
                body.terminal(),
                new TillOrder.Trace(body.batch(), body.stan(), body.localTime()),
                new TillOrder.Card(body.credentialType(), body.credential()),
                body.amountFen(),
                new TillOrder.Meant(
                        body.originalReference(), body.originalBatch(), body.originalStan(), body.originalDate()),
                new TillOrder.Extras(body.medType(), flags, body.pin(), body.pinValue()));
    }

    private static TillOrder readBatch(CommandType type, ByteBuffer buffer) {
        BatchBody body = new BatchBody();
        body.wrap(buffer, 0);
        List<TillOrder.Detail> details = new ArrayList<>();
        for (int i = 0; i < body.detailCount(); i++) {
            details.add(new TillOrder.Detail(body.stan(i), body.card(i), body.amountFen(i)));
        }
        return new TillOrder.Batch(
                type,
                body.merchant(),
                body.terminal(),
                body.batch(),
                new TillOrder.Totals(body.debitCount(), body.debitFen(), body.creditCount(), body.creditFen()),
                details);
    }
}
