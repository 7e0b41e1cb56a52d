package org.medsettle.gateway.pos.codec;

import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Writes a message, field by field in ascending order, into a buffer of its own: {@link #begin}, then for each field
 * {@link #digits}, {@link #echo} or {@link #open} ... {@link #close}, then {@link #finish}.
 *
 * <p>Units: units of a field by its format. Invariant: fields ascend and none is longer than its row allows; both are
 * the caller's duty and checked.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class IsoEncoder {
    private static final int BITMAP_BYTES = 8;
    private static final int DIGITS_MAX = 19;
    /** What an answer may be longer than its request. */
    private static final int ROOM_BYTES = 1_024;

    private final byte[] scratch = new byte[DIGITS_MAX];
    private final byte[] bytes = new byte[FieldTable.FRAME_BYTES_MAX + ROOM_BYTES];
    private FieldTable table = FieldTable.ISO87B;
    private int from;
    private int at;
    private long bitmap;
    private int last;
    private int open;
    private int start;
    private int units;

    /** Starts a message at {@code offset} of {@link #bytes()}; what is in front is the caller's. */
    public IsoEncoder begin(FieldTable table, int offset, int mti) {
        this.table = table;
        from = offset;
        bcd(offset, 2, mti);
        at = offset + 2 + BITMAP_BYTES;
        bitmap = 0;
        last = 0;
        open = 0;
        return this;
    }

    /** Copies a field of a request, if it has it. */
    public IsoEncoder echo(int field, IsoMessage request) {
        if (request.has(field)) {
            next(field);
            int length = request.end(field) - request.start(field);
            System.arraycopy(request.bytes(), request.start(field), bytes, at, length);
            at += length;
        }
        return this;
    }

    /** A digit field of fixed length. */
    public IsoEncoder digits(int field, long value) {
        return open(field).append(value, table.units(field)).close();
    }

    /** A text that has the field's fixed length, or a shorter one where the length is told. */
    public IsoEncoder text(int field, CharSequence text) {
        return open(field).append(text).close();
    }

    /** Begins a field. */
    public IsoEncoder open(int field) {
        next(field);
        open = field;
        units = 0;
        start = at;
        at += table.format(field).prefixBytes();
        return this;
    }

    /** Adds the last {@code count} digits of a number, as digits or as characters. */
    public IsoEncoder append(long value, int count) {
        Invariant.check(count <= DIGITS_MAX, "a number is appended with as many digits as a long has");
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            long tens = rest / 10;
            scratch[i] = (byte) (rest - tens * 10);
            rest = tens;
        }
        for (int i = 0; i < count; i++) {
            appendDigit(scratch[i]);
        }
        return this;
    }

    /** Adds one digit, as a digit or as a character. */
    public IsoEncoder appendDigit(int digit) {
        if (table.format(open).isPacked()) {
            appendUnit(digit);
        } else {
            appendUnit('0' + digit);
        }
        return this;
    }

    /** Adds the characters of a text; not for digit fields. */
    public IsoEncoder append(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            appendUnit(text.charAt(i));
        }
        return this;
    }

    /** Adds raw bytes; not for digit fields. */
    public IsoEncoder append(byte[] raw, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            appendUnit(raw[i]);
        }
        return this;
    }

    /** Adds a unit as it is: half a byte or a byte. */
    public IsoEncoder appendUnit(int unit) {
        FieldFormat format = table.format(open);
        Invariant.check(units < table.units(open), "an encoded field fits its row");
        if (!format.isPacked()) {
            bytes[at++] = (byte) unit;
        } else {
            boolean shifted = !table.isLeftAligned(open) && (table.units(open) & 1) != 0;
            int half = shifted ? units + 1 : units;
            int place = start + format.prefixBytes() + (half >> 1);
            if ((half & 1) == 0) {
                bytes[place] = (byte) (unit << 4);
            } else {
                int high = half == 1 && shifted ? 0 : bytes[place] & 0xF0;
                bytes[place] = (byte) (high | (unit & 0xF));
            }
            at = place + 1;
        }
        units++;
        return this;
    }

    /** Ends a field. */
    public IsoEncoder close() {
        int prefix = table.format(open).prefixBytes();
        if (prefix == 0) {
            Invariant.check(units == table.units(open), "an encoded field has its fixed length");
        } else {
            bcd(start, prefix, units);
        }
        open = 0;
        return this;
    }

    /** Writes the bitmap; answers where the message ends. */
    public int finish() {
        for (int i = 0; i < BITMAP_BYTES; i++) {
            bytes[from + 2 + i] = (byte) (bitmap >> (56 - 8 * i));
        }
        return at;
    }

    /** The buffer that the message stands in. */
    public byte[] bytes() {
        return bytes;
    }

    private void next(int field) {
        Invariant.check(field > last, "encoded fields ascend");
        Invariant.check(table.format(field) != FieldFormat.NONE, "an encoded field has a row");
        last = field;
        bitmap |= 1L << (FieldTable.LAST_FIELD - field);
    }

    private void bcd(int offset, int count, int value) {
        int rest = value;
        for (int i = offset + count - 1; i >= offset; i--) {
            bytes[i] = (byte) (rest / 10 % 10 << 4 | rest % 10);
            rest /= 100;
        }
    }
}
