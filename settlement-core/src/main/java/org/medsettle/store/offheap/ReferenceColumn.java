package org.medsettle.store.offheap;

import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * References by a dense number from 0, eight bytes each, in chunks that never move.
 *
 * <p>Failure: a number that was not added is an {@link IndexOutOfBoundsException}.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReferenceColumn {
    private final ChunkSupply supply;
    private final int indexShift;
    private final int indexMask;
    private Chunk[] chunks = new Chunk[4];
    private int chunkCount;
    private long count;

    ReferenceColumn(ChunkSupply supply) {
        this.supply = supply;
        this.indexShift = supply.chunkShift() - 3;
        this.indexMask = (1 << indexShift) - 1;
    }

    /** Appends one reference. */
    void add(long reference) {
        int chunk = (int) (count >>> indexShift);
        if (chunk == chunkCount) {
            if (chunkCount == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * chunkCount);
            }
            chunks[chunkCount++] = supply.take();
        }
        chunks[chunk].words.putLong(((int) count & indexMask) << 3, reference);
        count++;
    }

    long get(long number) {
        if (number < 0 || number >= count) {
            throw new IndexOutOfBoundsException("number " + number + " of " + count);
        }
        return chunks[(int) (number >>> indexShift)].words.getLong(((int) number & indexMask) << 3);
    }

    long count() {
        return count;
    }

    /** Gives all memory back to the supply; the column is empty afterwards. */
    void release() {
        for (int i = 0; i < chunkCount; i++) {
            supply.release(chunks[i]);
        }
        chunks = new Chunk[4];
        chunkCount = 0;
        count = 0;
    }
}
