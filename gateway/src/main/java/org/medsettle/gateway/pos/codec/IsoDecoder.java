package org.medsettle.gateway.pos.codec;

/**
 * Reads a message: one pass over the fields that its bitmap names, each checked against its row of the table and against
 * the end of the bytes. Nothing is copied and nothing is allocated.
 *
 * <p>Threads: stateless. Failure: a value; what was read before the fault stays in the message.
 */
public final class IsoDecoder {
    private static final int STAN = 11;
    private static final int BITMAP_BYTES = 8;
    private static final int FAULT = -1;

    private IsoDecoder() {}

    /** Decodes {@code bytes} from {@code from} to before {@code to}. */
    public static IsoOutcome decode(FieldTable table, byte[] bytes, int from, int to, IsoMessage into) {
        into.begin(table, bytes, from);
        if (to - from < 2 + BITMAP_BYTES) {
            return IsoOutcome.UNREADABLE;
        }
        int mti = bcd(bytes, from, 2);
        if (mti == FAULT) {
            return IsoOutcome.UNREADABLE;
        }
        into.mti(mti);
        long bitmap = bitmap(bytes, from + 2);
        int at = from + 2 + BITMAP_BYTES;
        boolean secondary = bitmap < 0;
        if (secondary) {
            at += BITMAP_BYTES;
            bitmap &= Long.MAX_VALUE;
        }
        for (long rest = bitmap; rest != 0 && at != FAULT; ) {
            int field = Long.numberOfLeadingZeros(rest) + 1;
            rest &= ~(1L << (FieldTable.LAST_FIELD - field));
            at = readField(table, field, bytes, at, to, into);
        }
        boolean whole = at == to && !secondary;
        return whole ? IsoOutcome.WHOLE : into.has(STAN) ? IsoOutcome.MALFORMED : IsoOutcome.UNREADABLE;
    }

    /** Reads one field; answers where the next begins, or {@link #FAULT}. */
    private static int readField(FieldTable table, int field, byte[] bytes, int start, int to, IsoMessage into) {
        FieldFormat format = table.format(field);
        int prefix = format.prefixBytes();
        if (format == FieldFormat.NONE || start + prefix > to) {
            return FAULT;
        }
        int units = prefix == 0 ? table.units(field) : bcd(bytes, start, prefix);
        if (units == FAULT || units > table.units(field)) {
            return FAULT;
        }
        int body = start + prefix;
        int end = body + format.bytes(units);
        if (end > to) {
            return FAULT;
        }
        into.add(field, start, body, units);
        if (format.isPacked() && !format.isTrack() && !isDigits(into, field, units)) {
            into.remove(field);
            return FAULT;
        }
        return end;
    }

    private static boolean isDigits(IsoMessage message, int field, int units) {
        for (int i = 0; i < units; i++) {
            if (message.unit(field, i) > 9) {
                return false;
            }
        }
        return true;
    }

    private static long bitmap(byte[] bytes, int at) {
        long bitmap = 0;
        for (int i = 0; i < BITMAP_BYTES; i++) {
            bitmap = bitmap << 8 | (bytes[at + i] & 0xFF);
        }
        return bitmap;
    }

    private static int bcd(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int high = bytes[i] >> 4 & 0xF;
            int low = bytes[i] & 0xF;
            if (high > 9 || low > 9) {
                return FAULT;
            }
            value = value * 100 + high * 10 + low;
        }
        return value;
    }
}
