package org.medsettle.store.chronicle;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Handles in order of opening, in blocks that never move, so that adding one never copies the others; and for each a bit
 * that says whether its account has changed since a snapshot copied it.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class HandleList {
    private static final int BLOCK_SHIFT = 14;
    private static final int BLOCK = 1 << BLOCK_SHIFT;

    private long[][] blocks = new long[8][];
    private long[][] changes = new long[8][];
    private long count;

    void add(long handle) {
        int block = (int) (count >>> BLOCK_SHIFT);
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * block);
            changes = Arrays.copyOf(changes, 2 * block);
        }
        int index = (int) count & (BLOCK - 1);
        if (index == 0) {
            blocks[block] = new long[BLOCK];
            changes[block] = new long[BLOCK / Long.SIZE];
        }
        blocks[block][index] = handle;
        count++;
    }

    long count() {
        return count;
    }

    long get(long index) {
        return blocks[(int) (index >>> BLOCK_SHIFT)][(int) index & (BLOCK - 1)];
    }

    void markChanged(long index) {
        changes[(int) (index >>> BLOCK_SHIFT)][((int) index & (BLOCK - 1)) >>> 6] |= 1L << index;
    }

    void unmark(long index) {
        changes[(int) (index >>> BLOCK_SHIFT)][((int) index & (BLOCK - 1)) >>> 6] &= ~(1L << index);
    }

    /** The first marked index from {@code from} to {@code to}, or -1. */
    long nextChanged(long from, long to) {
        long index = from;
        while (index < to) {
            long word = changes[(int) (index >>> BLOCK_SHIFT)][((int) index & (BLOCK - 1)) >>> 6] >>> index;
            if (word != 0) {
                long found = index + Long.numberOfTrailingZeros(word);
                return found < to ? found : -1;
            }
            index = (index | 63) + 1;
        }
        return -1;
    }

    void forEach(LongConsumer visitor) {
        for (long i = 0; i < count; i++) {
            visitor.accept(get(i));
        }
    }
}
