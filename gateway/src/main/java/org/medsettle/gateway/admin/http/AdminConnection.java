package org.medsettle.gateway.admin.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.Watched;

/**
 * What one connection waits for, and since when. Its peer has so long to begin a request, as long again to finish it, and as
 * long to take the answer; single bytes in between win it nothing.
 *
 * <p>Threads: confined to the admin event loop. Failure: a connection whose peer lets its time pass is closed.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AdminConnection extends ChannelInboundHandlerAdapter implements Watched {
    private enum Awaited {
        /** The peer's next request. */
        REQUEST,
        /** The rest of a request that has begun. */
        REST,
        /** Our own answer. */
        ENDPOINT,
        /** That the peer takes the answer. */
        TAKING
    }

    private final AdminConnections all;
    private @Nullable ChannelHandlerContext context;
    private Awaited awaited = Awaited.REQUEST;
    private long sinceNs = System.nanoTime();

    AdminConnection(AdminConnections all) {
        this.all = all;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        all.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        all.remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        if (awaited == Awaited.REQUEST) {
            await(Awaited.REST);
        }
        from.fireChannelRead(bytes);
    }

    /** A whole request is being worked on. */
    void onRequest() {
        await(Awaited.ENDPOINT);
    }

    /** The answer has been written. */
    void onAnswer() {
        await(Awaited.TAKING);
    }

    /** The peer has taken the answer. */
    void onTaken() {
        await(Awaited.REQUEST);
    }

    private void await(Awaited next) {
        awaited = next;
        sinceNs = System.nanoTime();
    }

    /** True while it is the peer's turn. */
    boolean waitsForPeer() {
        return awaited != Awaited.ENDPOINT;
    }

    long sinceNs() {
        return sinceNs;
    }

    @Override
    public void check(long nowNs) {
        if (waitsForPeer() && nowNs - sinceNs > all.peerTimeoutNs()) {
            if (awaited != Awaited.REQUEST) {
                all.peers().slow();
            }
            close();
        }
    }

    void close() {
        ChannelHandlerContext own = context;
        if (own != null) {
            own.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }
}
