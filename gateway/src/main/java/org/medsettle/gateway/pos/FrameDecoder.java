package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.FieldTable;

/**
 * The bytes that came on a connection, as frames: two bytes of length, then so many bytes. A frame is read where it lies.
 *
 * <p>Invariant: holds less than a frame, or what came while reading was being paused. Failure: {@link #TOO_LONG}, behind
 * which nothing can be told apart any more.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class FrameDecoder {
    /** What {@link #next} answers when no whole frame is there. */
    static final int NONE = -1;
    /** What {@link #next} answers to a frame longer than any message; a TLS hello reads as one. */
    static final int TOO_LONG = -2;

    private static final int LENGTH_BYTES = 2;

    private @Nullable ByteBuf held;
    private int offset;

    /** Takes what came; the bytes are its own from now on. */
    void take(ByteBuf bytes, ByteBufAllocator allocator) {
        ByteBuf before = held;
        if (before == null) {
            held = bytes;
            return;
        }
        ByteBuf joined = allocator.buffer(before.readableBytes() + bytes.readableBytes());
        joined.writeBytes(before).writeBytes(bytes);
        before.release();
        bytes.release();
        held = joined;
    }

    /** Length of the next frame, which {@link #bytes} has from {@link #offset} on; 0 for a keep-alive. */
    int next() {
        ByteBuf bytes = held;
        if (bytes == null || bytes.readableBytes() < LENGTH_BYTES) {
            return NONE;
        }
        int length = bytes.getUnsignedShort(bytes.readerIndex());
        if (length > FieldTable.FRAME_BYTES_MAX) {
            return TOO_LONG;
        }
        if (bytes.readableBytes() < LENGTH_BYTES + length) {
            return NONE;
        }
        offset = bytes.readerIndex() + LENGTH_BYTES;
        bytes.skipBytes(LENGTH_BYTES + length);
        return length;
    }

    /** Where the last frame lies; valid until the next call of anything else here. */
    ByteBuf bytes() {
        ByteBuf bytes = held;
        if (bytes == null) {
            throw new IllegalStateException("no frame");
        }
        return bytes;
    }

    int offset() {
        return offset;
    }

    /** True when something is held that is no whole frame yet, or has not been taken. */
    boolean hasRest() {
        return held != null;
    }

    /** Lets go of bytes that have all been read. */
    void dropRead() {
        ByteBuf bytes = held;
        if (bytes != null && !bytes.isReadable()) {
            drop();
        }
    }

    /** Lets go of everything. */
    void drop() {
        ByteBuf bytes = held;
        if (bytes != null) {
            held = null;
            bytes.release();
        }
    }
}
