package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The answers that a connection was given since its last flush: they leave as one buffer, since a buffer for each costs the
 * event loop more than the answer itself.
 *
 * <p>Invariant: holds at most {@value #BYTES_MAX} bytes and one answer more; what is beyond is the channel's, which counts
 * it. Failure: what was not written when the connection closes is dropped.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AnswerBuffer {
    private static final int BYTES = 2_048;
    private static final int BYTES_MAX = 16 * 1_024;

    private @Nullable ByteBuf held;

    /** Adds an answer. */
    void put(ChannelHandlerContext context, byte[] frame, int length) {
        ByteBuf bytes = held;
        if (bytes == null) {
            bytes = context.alloc().directBuffer(BYTES);
            held = bytes;
        }
        bytes.writeBytes(frame, 0, length);
        if (bytes.readableBytes() >= BYTES_MAX) {
            write(context);
        }
    }

    /** Hands the answers to the channel. */
    void write(ChannelHandlerContext context) {
        ByteBuf bytes = held;
        if (bytes != null) {
            held = null;
            context.write(bytes, context.voidPromise());
        }
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
