package org.medsettle.gateway.pos.codec;

import static org.medsettle.gateway.pos.codec.FieldFormat.BYTES;
import static org.medsettle.gateway.pos.codec.FieldFormat.BYTES_LLL;
import static org.medsettle.gateway.pos.codec.FieldFormat.DIGITS;
import static org.medsettle.gateway.pos.codec.FieldFormat.DIGITS_LL;
import static org.medsettle.gateway.pos.codec.FieldFormat.DIGITS_LLL;
import static org.medsettle.gateway.pos.codec.FieldFormat.TEXT;
import static org.medsettle.gateway.pos.codec.FieldFormat.TEXT_LL;
import static org.medsettle.gateway.pos.codec.FieldFormat.TEXT_LLL;
import static org.medsettle.gateway.pos.codec.FieldFormat.TRACK_LL;
import static org.medsettle.gateway.pos.codec.FieldFormat.TRACK_LLL;

import java.util.Arrays;

/**
 * The formats of fields 2 to 64: {@link #ISO87B} as binary ISO 8583:1987 has them, {@link #CUP} as UnionPay-style terminals
 * do. {@code docs/spec/pos.md} shows both.
 *
 * <p>Threads: immutable. Units: digits, characters or bytes, by format. Invariant: a digit field of fixed odd length is
 * aligned as its row says; one of variable length begins at its first half byte.
 */
public final class FieldTable {
    /** Highest field of a primary bitmap. */
    public static final int LAST_FIELD = 64;
    /** Longest frame, header included; no field is longer. */
    public static final int FRAME_BYTES_MAX = 2_048;

    public static final FieldTable ISO87B = iso87b();
    public static final FieldTable CUP = cup();

    private final FieldFormat[] formats = new FieldFormat[LAST_FIELD + 1];
    private final int[] units = new int[LAST_FIELD + 1];
    private final boolean[] leftAligned = new boolean[LAST_FIELD + 1];

    private FieldTable() {
        Arrays.fill(formats, FieldFormat.NONE);
    }

    FieldFormat format(int field) {
        return formats[field];
    }

    /** Fixed length, or the longest. */
    int units(int field) {
        return units[field];
    }

    /** True when the spare half byte of an odd number of digits is the last one. */
    boolean isLeftAligned(int field) {
        return leftAligned[field];
    }

    private FieldTable row(int field, FieldFormat format, int length) {
        formats[field] = format;
        units[field] = length;
        leftAligned[field] = format.prefixBytes() > 0;
        return this;
    }

    private FieldTable rows(int from, int to, FieldFormat format, int length) {
        for (int field = from; field <= to; field++) {
            row(field, format, length);
        }
        return this;
    }

    private static FieldTable iso87b() {
        return new FieldTable()
                .row(2, DIGITS_LL, 19)
                .row(3, DIGITS, 6)
                .rows(4, 6, DIGITS, 12)
                .row(7, DIGITS, 10)
                .rows(8, 10, DIGITS, 8)
                .rows(11, 12, DIGITS, 6)
                .rows(13, 18, DIGITS, 4)
                .rows(19, 24, DIGITS, 3)
                .rows(25, 26, DIGITS, 2)
                .row(27, DIGITS, 1)
                .rows(28, 31, BYTES, 5)
                .rows(32, 33, DIGITS_LL, 11)
                .row(34, TEXT_LL, 28)
                .row(35, TRACK_LL, 37)
                .row(36, TEXT_LLL, 104)
                .row(37, TEXT, 12)
                .row(38, TEXT, 6)
                .row(39, TEXT, 2)
                .row(40, TEXT, 3)
                .row(41, TEXT, 8)
                .row(42, TEXT, 15)
                .row(43, TEXT, 40)
                .row(44, TEXT_LL, 25)
                .row(45, TEXT_LL, 76)
                .rows(46, 48, TEXT_LLL, 999)
                .rows(49, 51, TEXT, 3)
                .row(52, BYTES, 8)
                .row(53, DIGITS, 16)
                .row(54, TEXT_LLL, 120)
                .rows(55, 63, TEXT_LLL, 999)
                .row(64, BYTES, 8);
    }

    private static FieldTable cup() {
        FieldTable table = iso87b();
        table.row(36, TRACK_LLL, 104)
                .row(48, DIGITS_LLL, 322)
                .row(55, BYTES_LLL, 255)
                .row(60, DIGITS_LLL, 30)
                .row(61, DIGITS_LLL, 29)
                .row(62, BYTES_LLL, 512);
        table.leftAligned[22] = true;
        return table;
    }
}
