package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Finds the end of a request head in bytes that arrive piece by piece; every byte is looked at once.
 *
 * <p>Invariant: every line of a head that is found ends with CR LF.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1HeadScanner {
    static final int MORE = -1;
    static final int MALFORMED = -2;
    static final int TOO_LARGE = -3;

    private int scanned;
    private int lineStart;

    /** Length of the head at the front of {@code input}, its empty line included, or one of the constants. */
    int scan(ByteBuf input, int bytesMax) {
        if (scanned == 0) {
            skipEmptyLines(input);
        }
        int start = input.readerIndex();
        while (true) {
            int lf = input.indexOf(start + scanned, input.writerIndex(), (byte) '\n');
            if (lf < 0) {
                scanned = input.readableBytes();
                return scanned > bytesMax ? TOO_LARGE : MORE;
            }
            int lineLength = lf - start - lineStart;
            if (lineLength == 0 || input.getByte(lf - 1) != '\r') {
                return MALFORMED;
            }
            scanned = lf - start + 1;
            if (scanned > bytesMax) {
                return TOO_LARGE;
            }
            if (lineLength == 1) {
                int length = scanned;
                scanned = 0;
                lineStart = 0;
                return length;
            }
            lineStart = scanned;
        }
    }

    /** Empty lines before a request line are let pass, as some clients end a body with one. */
    private static void skipEmptyLines(ByteBuf input) {
        while (input.readableBytes() >= 2
                && input.getByte(input.readerIndex()) == '\r'
                && input.getByte(input.readerIndex() + 1) == '\n') {
            input.skipBytes(2);
        }
    }
}
