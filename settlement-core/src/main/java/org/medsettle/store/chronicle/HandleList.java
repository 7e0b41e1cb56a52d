package org.medsettle.store.chronicle;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Handles in order of opening, in blocks that never move, so that adding one never copies the others. */
@ThreadConfined(Threads.STATE_MACHINE)
final class HandleList {
    private static final int BLOCK_SHIFT = 14;
    private static final int BLOCK = 1 << BLOCK_SHIFT;

    private long[][] blocks = new long[8][];
    private long count;

    void add(long handle) {
        int block = (int) (count >>> BLOCK_SHIFT);
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * block);
        }
        int index = (int) count & (BLOCK - 1);
        if (index == 0) {
            blocks[block] = new long[BLOCK];
        }
        blocks[block][index] = handle;
        count++;
    }

    long count() {
        return count;
    }

    void forEach(LongConsumer visitor) {
        for (long i = 0; i < count; i++) {
            visitor.accept(blocks[(int) (i >>> BLOCK_SHIFT)][(int) i & (BLOCK - 1)]);
        }
    }
}
