package org.medsettle.gateway.his.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Watched;

/**
 * The connection under the streams of HTTP/2: closes when no stream has been open for too long, whatever else the peer
 * sends, or when the peer leaves its answers lying and takes none; and says goodbye when the server closes.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http2Connection extends ChannelInboundHandlerAdapter implements Watched {
    private final HttpLoop loop;
    private final ConnectionBudget budget = new ConnectionBudget();
    private @Nullable ChannelHandlerContext context;
    private int streams;
    private boolean closing;
    private long idleSinceNs = System.nanoTime();
    private long takenNs = System.nanoTime();

    Http2Connection(HttpLoop loop) {
        this.loop = loop;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        loop.watch.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.watch.remove(this);
    }

    ConnectionBudget budget() {
        return budget;
    }

    void onStreamOpened() {
        streams++;
    }

    void onStreamClosed() {
        streams--;
        idleSinceNs = System.nanoTime();
    }

    void onAnswerTaken() {
        takenNs = System.nanoTime();
    }

    /** A stream was reset, its answer of {@code answeredNs} not taken; closes when none was taken since then. */
    void onAnswerUntaken(long answeredNs) {
        ChannelHandlerContext own = context;
        if (own != null && !closing && takenNs - answeredNs < 0) {
            loop.listener.onSlowConnection();
            close(own);
        }
    }

    /** Sends GOAWAY, and closes when the streams are done, or after as long as a request may take. */
    private void close(ChannelHandlerContext own) {
        closing = true;
        own.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object frame) {
        ReferenceCountUtil.release(frame); // settings, pings and window updates are the codec's business
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes.flushAll();
        from.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        boolean inputEnded = event instanceof ChannelInputShutdownEvent;
        if (inputEnded || event == DrainEvent.NOTICE || event == DrainEvent.DRAIN) {
            // GOAWAY tells which streams are still answered; the peer knows that later ones were not looked at.
            close(triggered);
        }
    }

    @Override
    public void check(long nowNs) {
        ChannelHandlerContext own = context;
        if (own != null && !closing && streams == 0 && nowNs - idleSinceNs > loop.idleTimeoutNs) {
            close(own);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.listener.onFault(cause);
        }
        caught.close();
    }
}
