package org.medsettle.store.offheap;

import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** A bit for each segment of a table, by its ordinal, that has changed since a snapshot copied it. */
@ThreadConfined(Threads.STATE_MACHINE)
final class ChangedSegments {
    private long[] bits = new long[16];

    /** Makes room for {@code segments}; new ones have not changed. */
    void growTo(int segments) {
        int words = (segments >>> 6) + 1;
        if (words > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(words, 2 * bits.length));
        }
    }

    void mark(int ordinal) {
        bits[ordinal >>> 6] |= 1L << ordinal;
    }

    void clear(int ordinal) {
        bits[ordinal >>> 6] &= ~(1L << ordinal);
    }

    /** The first changed segment from {@code from} to {@code to}, or -1. */
    long next(long from, long to) {
        for (long ordinal = from; ordinal < to; ordinal++) {
            long word = bits[(int) (ordinal >>> 6)] >>> ordinal;
            if (word == 0) {
                ordinal |= 63;
            } else if ((word & 1) != 0) {
                return ordinal;
            }
        }
        return -1;
    }
}
