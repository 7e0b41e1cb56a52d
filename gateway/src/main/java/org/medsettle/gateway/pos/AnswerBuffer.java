package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.Flushable;

/**
 * The answers that a connection was given since its last flush: they leave as one buffer, since a buffer for each costs the
 * event loop more than the answer itself.
 *
 * <p>Invariant: holds at most {@value #BYTES_MAX} bytes and one answer more; what is beyond is the channel's, which counts
 * it. It stands on its loop's list of flushes from its first answer to the flush, once. Failure: what was not written when
 * the connection closes is dropped.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AnswerBuffer implements Flushable {
    private static final int BYTES = 2_048;
    private static final int BYTES_MAX = 16 * 1_024;

    private final ChannelHandlerContext context;
    private final FlushList flushes;
    private @Nullable ByteBuf held;
    private boolean flushDue;

    AnswerBuffer(ChannelHandlerContext context, FlushList flushes) {
        this.context = context;
        this.flushes = flushes;
    }

    ChannelHandlerContext context() {
        return context;
    }

    /** Adds an answer. */
    void put(byte[] frame, int length) {
        ByteBuf bytes = held;
        if (bytes == null) {
            bytes = context.alloc().directBuffer(BYTES);
            held = bytes;
        }
        bytes.writeBytes(frame, 0, length);
        if (bytes.readableBytes() >= BYTES_MAX) {
            write();
        }
        if (!flushDue) {
            flushDue = true;
            flushes.add(this);
        }
    }

    /** Hands the answers to the channel. */
    void write() {
        ByteBuf bytes = held;
        if (bytes != null) {
            held = null;
            context.write(bytes, context.voidPromise());
        }
    }

    @Override
    public void flushWritten() {
        flushDue = false;
        write();
        context.flush();
    }

    /**
     * Sends what there is and ends the output. Closing with input unread would reset the connection and could take the last
     * answer with it, so the peer closes, unless its input has ended already.
     */
    void end(boolean inputEnded) {
        write();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (!inputEnded && context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                context.close();
            }
        });
    }

    /** Lets them go. */
    void drop() {
        ByteBuf bytes = held;
        if (bytes != null) {
            held = null;
            bytes.release();
        }
    }
}
