package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.Flushable;

/**
 * The answers of one HTTP/1.1 connection, given in any order and written in the order of the requests.
 *
 * <p>Invariant: {@link #order} holds the requests without a written answer.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Answers implements Flushable {
    private final HttpLoop loop;
    private final Http1Connection connection;
    private final Http1AnswerEncoder encoder = new Http1AnswerEncoder();
    private final ArrayDeque<Http1Exchange> order = new ArrayDeque<>();
    private final ArrayDeque<Http1Exchange> spare = new ArrayDeque<>();
    private boolean flushDue;
    private boolean continueDue;

    Http1Answers(HttpLoop loop, Http1Connection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /** Requests without a written answer. */
    int underWay() {
        return order.size();
    }

    boolean allWritten() {
        return order.isEmpty();
    }

    /** The place of the request that has just become whole, behind all others; its answer may have to say that one goes on. */
    Http1Exchange enqueue(boolean toldToKeep) {
        Http1Exchange exchange = spare.poll();
        if (exchange == null) {
            exchange = new Http1Exchange(connection);
        }
        order.add(exchange.begin(toldToKeep));
        return exchange;
    }

    /** Writes what can be written in order; the last one under way says that the connection closes, if {@code closing}. */
    void writeReady(ChannelHandlerContext context, boolean closing) {
        Http1Exchange first = order.peek();
        while (first != null && first.isAnswered()) {
            order.remove();
            write(context, first, closing && order.isEmpty());
            spare.add(first);
            first = order.peek();
        }
        writeContinueIfDue(context);
    }

    private void write(ChannelHandlerContext context, Http1Exchange exchange, boolean close) {
        ByteBuf answer = exchange.takeContent();
        if (answer == null) {
            throw new Invariant.InvariantViolation("an answered exchange has its answer");
        }
        byte[] kept = exchange.isToldToKeep() ? Http1AnswerEncoder.KEEP : Http1AnswerEncoder.SILENT;
        encoder.encode(answer, exchange.status(), close ? Http1AnswerEncoder.CLOSE : kept, loop.date.now());
        writeLater(context, answer);
    }

    /** Gives the client leave to send its body, as soon as all earlier requests are answered. */
    void writeContinue(ChannelHandlerContext context) {
        continueDue = true;
        writeContinueIfDue(context);
    }

    /** The request that wanted leave has come without it. */
    void cancelContinue() {
        continueDue = false;
    }

    private void writeContinueIfDue(ChannelHandlerContext context) {
        if (continueDue && order.isEmpty()) {
            continueDue = false;
            writeLater(context, Unpooled.wrappedBuffer(Http1AnswerEncoder.CONTINUE));
        }
    }

    private void writeLater(ChannelHandlerContext context, ByteBuf bytes) {
        context.write(bytes, context.voidPromise());
        if (!flushDue) {
            flushDue = true;
            loop.flushes.add(this);
        }
    }

    @Override
    public void flushWritten() {
        flushDue = false;
        connection.context().flush();
    }

    /** Lets go of the answers that can no more be written. */
    void drop() {
        for (Http1Exchange exchange : order) {
            ByteBuf content = exchange.takeContent();
            if (content != null) {
                content.release();
            }
        }
        order.clear();
    }
}
