package org.medsettle.bench.pos;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its own tills and up to a fixed number of purchases under way. Answers may come in any order.
 *
 * <p>Threads: the event loop. Failure: whatever goes wrong closes the connection, and its purchases stay unanswered.
 */
final class PosConnection extends ByteToMessageDecoder {
    private final PosSession session;
    private final AnswerScanner answer = new AnswerScanner();
    private final long[] terminals;
    private final int[] stans;
    private final long[] intendedNs;
    private @Nullable Channel channel;
    private int underWay;

    PosConnection(PosSession session, int depth) {
        this.session = session;
        terminals = new long[depth];
        stans = new int[depth];
        intendedNs = new long[depth];
    }

    Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connected yet");
        }
        return channel;
    }

    boolean isFull() {
        return underWay == terminals.length;
    }

    int underWay() {
        return underWay;
    }

    void sent(long terminal, int stan, long dueNs) {
        terminals[underWay] = terminal;
        stans[underWay] = stan;
        intendedNs[underWay] = dueNs;
        underWay++;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        session.onOpen(this);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (in.readableBytes() >= 2) {
            int length = in.getUnsignedShort(in.readerIndex());
            if (in.readableBytes() < 2 + length) {
                break;
            }
            answer.scan(in, in.readerIndex() + 2, length);
            in.skipBytes(2 + length);
            answered();
        }
        session.onRoom(this);
    }

    private void answered() {
        for (int i = 0; i < underWay; i++) {
            if (stans[i] == answer.stan() && terminals[i] == answer.terminal()) {
                long dueNs = intendedNs[i];
                underWay--;
                terminals[i] = terminals[underWay];
                stans[i] = stans[underWay];
                intendedNs[i] = intendedNs[underWay];
                session.onAnswer(dueNs, answer.code());
                return;
            }
        }
        throw new IllegalStateException("an answer nobody waits for, trace number " + answer.stan());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        session.onClosed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.onFailure(cause);
        var unused = ctx.close();
    }
}
