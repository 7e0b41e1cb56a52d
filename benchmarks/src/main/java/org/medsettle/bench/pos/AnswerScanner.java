package org.medsettle.bench.pos;

import io.netty.buffer.ByteBuf;

/**
 * Finds trace number, response code and terminal in an answer, stepping over the fields before them.
 *
 * <p>Threads: one. Failure: {@link IllegalStateException} for an answer with a field this client does not expect.
 */
final class AnswerScanner {
    private static final int TERMINAL = 41;
    private static final int HEADER_BYTES = 2 + 8;
    /** Bytes of fields 2 to 41; -1 for a length in one byte before BCD digits, 0 for a field no answer has. */
    private static final int[] WIDTHS = new int[TERMINAL + 1];

    static {
        int[][] widths = {
            {2, -1}, {3, 3}, {4, 6}, {7, 5}, {11, 3}, {12, 3}, {13, 2}, {14, 2}, {15, 2}, {22, 2}, {23, 2}, {25, 1},
            {32, -1}, {37, 12}, {38, 6}, {39, 2}, {41, 8}
        };
        for (int[] width : widths) {
            WIDTHS[width[0]] = width[1];
        }
    }

    private int stan;
    private int code;
    private long terminal;

    /** Reads the message of {@code length} bytes at {@code from}. */
    void scan(ByteBuf in, int from, int length) {
        long bitmap = in.getLong(from + 2);
        int at = from + HEADER_BYTES;
        for (int field = 2; field <= TERMINAL; field++) {
            if ((bitmap << (field - 1)) >= 0) {
                continue;
            }
            int width = WIDTHS[field];
            if (width == 0 || at - from > length) {
                throw new IllegalStateException("an answer with field " + field);
            }
            switch (field) {
                case 11 -> stan = digits(in.getUnsignedMedium(at));
                case 39 -> code = in.getUnsignedShort(at);
                case TERMINAL -> terminal = in.getLong(at);
                default -> {}
            }
            at += width > 0 ? width : 1 + (digits(in.getUnsignedByte(at)) + 1) / 2;
        }
    }

    private static int digits(int bcd) {
        int number = 0;
        for (int shift = 20; shift >= 0; shift -= 4) {
            number = 10 * number + (bcd >>> shift & 0xF);
        }
        return number;
    }

    int stan() {
        return stan;
    }

    /** The two characters of field 39. */
    int code() {
        return code;
    }

    /** The eight characters of field 41. */
    long terminal() {
        return terminal;
    }
}
