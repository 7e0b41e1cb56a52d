package org.medsettle.gateway.pos.codec;

/**
 * How a field stands on the wire: what a unit of it is (half a byte for digits, a byte for the others) and how its
 * length is told (fixed, or by a BCD number of two or of four digits in front, which counts units).
 *
 * <p>Threads: immutable.
 */
public enum FieldFormat {
    /** Not in the table. */
    NONE(false, 0),
    /** BCD digits, fixed length. */
    DIGITS(true, 0),
    DIGITS_LL(true, 1),
    DIGITS_LLL(true, 2),
    /** As digits, but 13 is the separator of a magnetic track. */
    TRACK_LL(true, 1),
    TRACK_LLL(true, 2),
    /** One byte a character, fixed length. */
    TEXT(false, 0),
    TEXT_LL(false, 1),
    TEXT_LLL(false, 2),
    /** Raw bytes, fixed length. */
    BYTES(false, 0),
    BYTES_LLL(false, 2);

    private final boolean packed;
    private final int prefixBytes;

    FieldFormat(boolean packed, int prefixBytes) {
        this.packed = packed;
        this.prefixBytes = prefixBytes;
    }

    /** True when two units share a byte. */
    boolean isPacked() {
        return packed;
    }

    /** Bytes of the length in front, 0 for a fixed length. */
    int prefixBytes() {
        return prefixBytes;
    }

    /** True when a digit above 9 may stand in the field. */
    boolean isTrack() {
        return this == TRACK_LL || this == TRACK_LLL;
    }

    /** Bytes that {@code units} take. */
    int bytes(int units) {
        return packed ? (units + 1) >> 1 : units;
    }
}
