package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Reads a chunked body strictly: hexadecimal sizes, every line ended by CR LF, extensions of visible characters skipped,
 * no trailer fields.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Chunks {
    /** What {@link #read} has come to. */
    enum Progress {
        MORE,
        DONE,
        MALFORMED,
        TOO_LARGE
    }

    private static final int LINE_BYTES_MAX = 256;

    private int chunkBytesLeft;
    private boolean inChunk;
    private boolean atTrailer;

    void begin() {
        chunkBytesLeft = 0;
        inChunk = false;
        atTrailer = false;
    }

    /** Moves what it can from {@code in} to {@code body}, which may hold {@code bytesMax}. */
    Progress read(ByteBuf in, ByteBuf body, int bytesMax) {
        while (true) {
            @Nullable Progress progress = inChunk ? readData(in, body) : readLine(in, bytesMax - body.readableBytes());
            if (progress != null) {
                return progress;
            }
        }
    }

    private @Nullable Progress readData(ByteBuf in, ByteBuf body) {
        int bytes = Math.min(chunkBytesLeft, in.readableBytes());
        body.writeBytes(in, bytes);
        chunkBytesLeft -= bytes;
        if (chunkBytesLeft > 0 || in.readableBytes() < 2) {
            return Progress.MORE;
        }
        inChunk = false;
        return in.readByte() == '\r' && in.readByte() == '\n' ? null : Progress.MALFORMED;
    }

    private @Nullable Progress readLine(ByteBuf in, int bytesLeft) {
        int from = in.readerIndex();
        int lf = in.indexOf(from, in.writerIndex(), (byte) '\n');
        if (lf < 0) {
            return in.readableBytes() > LINE_BYTES_MAX ? Progress.MALFORMED : Progress.MORE;
        }
        if (lf == from || in.getByte(lf - 1) != '\r' || lf - from > LINE_BYTES_MAX) {
            return Progress.MALFORMED;
        }
        in.readerIndex(lf + 1);
        if (atTrailer) {
            return lf == from + 1 ? Progress.DONE : Progress.MALFORMED;
        }
        int size = size(in, from, lf - 1);
        if (size < 0) {
            return Progress.MALFORMED;
        }
        if (size > bytesLeft) {
            return Progress.TOO_LARGE;
        }
        chunkBytesLeft = size;
        inChunk = size > 0;
        atTrailer = size == 0;
        return null;
    }

    /** The size in a chunk's first line, or -1. */
    private static int size(ByteBuf in, int from, int to) {
        int size = 0;
        int at = from;
        while (at < to && at - from < 8) {
            int digit = Character.digit(in.getByte(at), 16);
            if (digit < 0) {
                break;
            }
            size = (size << 4) | digit;
            at++;
        }
        if (at == from || size < 0) {
            return -1;
        }
        if (at < to && in.getByte(at) != ';') {
            return -1;
        }
        for (; at < to; at++) {
            int b = in.getByte(at);
            if (b < ' ' || b == 0x7F) {
                return -1;
            }
        }
        return size;
    }
}
