package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The filter before a large {@link InvalidListTable}: a Bloom filter whose bits of one key all lie in one word (the "register-blocked"
 * one of Putze, Sanders and Singler, 2007). Nearly every card that is on no list is told from one read of memory, where the
 * directory, the segment and its own filter take three, each waiting for the one before. It is only a filter: what passes it is
 * looked up exactly.
 *
 * <p>It has a power of two of words, 8 to 16 bits for each entry it is made for, and sets four: one key in 31 to 170 passes that
 * should not, and more where more entries come, or where many have gone, whose bits stay. It is no part of a snapshot, but
 * made again from the entries. Units: blocks of one chunk.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class MissFilter {
    private static final int MAX_BYTES_AN_ENTRY = 2;

    private final ChunkSupply supply;
    private final Chunk[] chunks;
    private final UnsafeBuffer[] blocks;
    private final int wordsShift;
    private final int wordsMask;
    private final int hashShift;

    /** A filter of so many blocks, a power of two, that has been given nothing. */
    MissFilter(ChunkSupply supply, int blockCount) {
        this.supply = supply;
        chunks = new Chunk[blockCount];
        blocks = new UnsafeBuffer[blockCount];
        for (int i = 0; i < blockCount; i++) {
            chunks[i] = supply.take();
            blocks[i] = chunks[i].words;
            blocks[i].setMemory(0, supply.chunkBytes(), (byte) 0);
        }
        wordsShift = supply.chunkShift() - 3;
        wordsMask = (1 << wordsShift) - 1;
        hashShift = Long.SIZE - wordsShift - Integer.numberOfTrailingZeros(blockCount);
    }

    /** Blocks of the filter for so many entries; 0 where they are too few to fill one, and lie near the processor anyway. */
    static int blocksFor(long entries, ChunkSupply supply) {
        return (int) Long.highestOneBit((entries * MAX_BYTES_AN_ENTRY) >>> supply.chunkShift());
    }

    /** False when the hash has never been added. */
    boolean mayContain(long hash) {
        long word = hash >>> hashShift;
        long bits = bits(hash);
        return (blocks[(int) (word >>> wordsShift)].getLong(offset(word)) & bits) == bits;
    }

    void add(long hash) {
        long word = hash >>> hashShift;
        UnsafeBuffer block = blocks[(int) (word >>> wordsShift)];
        block.putLong(offset(word), block.getLong(offset(word)) | bits(hash));
    }

    private int offset(long word) {
        return ((int) word & wordsMask) << 3;
    }

    /** The top of a hash tells its word, the bottom its bits. */
    private static long bits(long hash) {
        return (1L << hash) | (1L << (hash >>> 6)) | (1L << (hash >>> 12)) | (1L << (hash >>> 18));
    }

    /** Gives the memory back; the filter must not be used afterwards. */
    void release() {
        for (Chunk chunk : chunks) {
            supply.release(chunk);
        }
    }
}
