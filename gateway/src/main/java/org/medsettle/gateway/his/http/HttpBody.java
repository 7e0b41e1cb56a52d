package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The body of the request at hand as far as it has come. One that comes in one piece is not copied; several pieces are
 * gathered in a buffer that grows, since pieces kept as they came would each hold on to a whole read.
 *
 * <p>Invariant: never holds more than {@code bytesMax}; what it holds of an unfinished request is taken from the budget,
 * and given back when the body is moved or dropped.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HttpBody {
    private static final int FIRST_BYTES = 256;

    private final int bytesMax;
    private final BodyBudget budget;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int taken;

    HttpBody(HttpLoop loop) {
        bytesMax = loop.limits.bodyBytesMax();
        budget = loop.bodies;
    }

    /** Takes {@code piece} over, the last one or not; OK, or why the request is refused. */
    HttpStatus add(ByteBufAllocator allocator, ByteBuf piece, boolean isLast) {
        int length = piece.readableBytes();
        if (length == 0) {
            piece.release();
            return HttpStatus.OK;
        }
        if (length > bytesMax - bytes.readableBytes()) {
            piece.release();
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (!isLast) {
            if (!budget.take(length)) {
                piece.release();
                return HttpStatus.SERVICE_UNAVAILABLE;
            }
            taken += length;
        }
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, room(allocator, isLast, length), piece);
        return HttpStatus.OK;
    }

    /** What a piece is put behind; for the first of several a buffer of our own, so that it does not hold on to its read. */
    private ByteBuf room(ByteBufAllocator allocator, boolean isLast, int length) {
        return isLast || bytes.isReadable() ? bytes : allocator.buffer(Math.max(FIRST_BYTES, length));
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
        budget.giveBack(taken);
        taken = 0;
    }
}
