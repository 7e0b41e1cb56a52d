package org.medsettle.gateway.pos.codec;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A message as it was decoded: where each field lies in the bytes that the caller keeps. Used again and again.
 *
 * <p>Units: units of a field by its format (digits, characters, bytes). Invariant: every field that {@link #has} lies
 * whole inside the bytes that were decoded, and a digit field holds digits only.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class IsoMessage {
    /** What the readers of numbers answer for anything else. */
    public static final int NOT_DIGITS = -1;

    private final int[] starts = new int[FieldTable.LAST_FIELD + 1];
    private final int[] bodies = new int[FieldTable.LAST_FIELD + 1];
    private final int[] units = new int[FieldTable.LAST_FIELD + 1];
    private byte[] bytes = {};
    private FieldTable table = FieldTable.ISO87B;
    private int mti = NOT_DIGITS;
    private long present;
    private int signedFrom;

    void begin(FieldTable table, byte[] bytes, int from) {
        this.table = table;
        this.bytes = bytes;
        signedFrom = from;
        mti = NOT_DIGITS;
        present = 0;
    }

    void mti(int digits) {
        mti = digits;
    }

    void add(int field, int start, int body, int count) {
        starts[field] = start;
        bodies[field] = body;
        units[field] = count;
        present |= bit(field);
    }

    void remove(int field) {
        present &= ~bit(field);
    }

    private static long bit(int field) {
        return 1L << (FieldTable.LAST_FIELD - field);
    }

    /** Message type as a number such as 200; {@link #NOT_DIGITS} when it could not be read. */
    public int mti() {
        return mti;
    }

    /** True when the field is there and was read. */
    public boolean has(int field) {
        return (present & bit(field)) != 0;
    }

    /** The fields that were read, field 1 the highest bit. */
    public long present() {
        return present;
    }

    /** Units of a field that is there. */
    public int count(int field) {
        return has(field) ? units[field] : 0;
    }

    /** The unit of a digit field or the digit that a character stands for; {@link #NOT_DIGITS} for anything else. */
    public int digit(int field, int index) {
        int value = unit(field, index);
        if (!table.format(field).isPacked()) {
            value -= '0';
        }
        return value >= 0 && value <= 9 ? value : NOT_DIGITS;
    }

    /** One unit: half a byte or a byte; {@link #NOT_DIGITS} behind the end. */
    public int unit(int field, int index) {
        if (index < 0 || index >= count(field)) {
            return NOT_DIGITS;
        }
        if (!table.format(field).isPacked()) {
            return bytes[bodies[field] + index] & 0xFF;
        }
        return half(bytes, firstHalf(field) + index);
    }

    /** The whole field as a number of at most 18 digits, or {@link #NOT_DIGITS}. */
    public long number(int field) {
        return number(field, 0, count(field));
    }

    /** {@code count} digits from {@code from} on as a number, or {@link #NOT_DIGITS} when they are not all there. */
    public long number(int field, int from, int count) {
        if (count < 1 || count > 18 || from < 0 || from + count > count(field)) {
            return NOT_DIGITS;
        }
        boolean packed = table.format(field).isPacked();
        int first = packed ? firstHalf(field) + from : bodies[field] + from;
        long value = 0;
        for (int i = first; i < first + count; i++) {
            int digit = packed ? half(bytes, i) : bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DIGITS;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Number of the half byte that the field's first unit stands in, counted from the first of the bytes. */
    public int firstHalf(int field) {
        boolean shifted = !table.isLeftAligned(field) && (units[field] & 1) != 0;
        return 2 * bodies[field] + (shifted ? 1 : 0);
    }

    /** A half byte by its number. */
    public static int half(byte[] bytes, int index) {
        int pair = bytes[index >> 1];
        return (index & 1) == 0 ? pair >> 4 & 0xF : pair & 0xF;
    }

    /** True for a digit field, of whose units two share a byte. */
    public boolean isPacked(int field) {
        return table.format(field).isPacked();
    }

    /** Where the field's first byte lies, its length not included; only for a field that is there. */
    public int offset(int field) {
        return bodies[field];
    }

    /** Where the field begins, its length included. */
    int start(int field) {
        return starts[field];
    }

    /** Where the byte behind the field lies. */
    int end(int field) {
        return bodies[field] + table.format(field).bytes(units[field]);
    }

    /** The bytes that were decoded. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the message type begins, which is where the signature does. */
    public int signedFrom() {
        return signedFrom;
    }
}
