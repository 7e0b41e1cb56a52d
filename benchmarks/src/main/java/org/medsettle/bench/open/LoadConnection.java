package org.medsettle.bench.open;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection with a fixed number of places for requests under way, which are kept in the order they were sent.
 *
 * <p>Threads: the event loop. Failure: whatever goes wrong closes the connection; its requests stay unanswered, and the
 * session opens another.
 */
public abstract class LoadConnection extends ByteToMessageDecoder {
    private final LoadSession session;
    private final LoadRequest[] places;
    private @Nullable Channel channel;
    private int underWay;
    /** True while the session has it in its queue of connections with room. */
    boolean queued;

    protected LoadConnection(LoadSession session, LoadDoor door, int depth) {
        this.session = session;
        places = new LoadRequest[depth];
        for (int i = 0; i < depth; i++) {
            places[i] = door.newRequest();
        }
    }

    /**
     * Consumes one whole answer, sets the code in the request it belongs to and answers that request's index; or consumes
     * nothing and answers -1.
     */
    protected abstract int next(ByteBuf in);

    /** True when the peer has said that it closes behind the last answer. */
    protected boolean isClosing() {
        return false;
    }

    Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connected yet");
        }
        return channel;
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    boolean isFull() {
        return underWay == places.length;
    }

    protected int underWay() {
        return underWay;
    }

    /** The i-th request under way, 0 the oldest. */
    protected LoadRequest request(int index) {
        return places[index];
    }

    /** The place of the request that is to be sent next; there must be room. */
    LoadRequest begin() {
        return places[underWay++];
    }

    private LoadRequest end(int index) {
        LoadRequest request = places[index];
        underWay--;
        System.arraycopy(places, index + 1, places, index, underWay - index);
        places[underWay] = request;
        return request;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        session.onOpen(this);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        for (int index = next(in); index >= 0; index = next(in)) {
            session.onAnswer(end(index));
            if (isClosing()) {
                var unused = ctx.close();
                return;
            }
        }
        session.onRoom(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        session.onClosed(this, isClosing());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.onFailure(cause);
        var unused = ctx.close();
    }
}
