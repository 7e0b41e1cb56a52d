package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The body of the request at hand as far as it has come. One that comes in one piece is not copied; further pieces are
 * put behind the first in a buffer that grows, since pieces kept as they came would each hold on to a whole read.
 *
 * <p>Invariant: never holds more than {@code bytesMax}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Body {
    private final int bytesMax;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    Http1Body(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes {@code piece} over; false when the body has become too large. */
    boolean add(ByteBufAllocator allocator, ByteBuf piece) {
        if (!piece.isReadable()) {
            piece.release();
            return true;
        }
        if (piece.readableBytes() > bytesMax - bytes.readableBytes()) {
            piece.release();
            return false;
        }
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, piece);
        return true;
    }

    /** Moves the body to {@code to} and answers its length. */
    int moveTo(byte[] to) {
        int length = bytes.readableBytes();
        bytes.readBytes(to, 0, length);
        drop();
        return length;
    }

    /** Lets everything go. */
    void drop() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
