package org.medsettle.store.offheap;

import org.agrona.UnsafeApi;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The filter before a large {@link InvalidListTable}: a Bloom filter whose bits of one key all lie in one word (the "register-blocked"
 * one of Putze, Sanders and Singler, 2007). Nearly every card that is on no list is told from one read of memory, where the
 * directory, the segment and its own filter take three, each waiting for the one before. It is only a filter: what passes it is
 * looked up exactly.
 *
 * <p>It has as many whole chunks as 16 bits for each entry fill, and sets four bits in one word: one key in 180 passes that should
 * not, one in 31 where the entries almost fill two chunks and have one, and more where more entries come, or where many have gone, whose bits stay. It is no part of a snapshot, but
 * made again from the entries. Units: blocks of one chunk.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class MissFilter {
    private static final int BYTES_AN_ENTRY = 2;

    private final ChunkSupply supply;
    private final Chunk[] chunks;
    /** Where each chunk begins: a view's own check of every index costs a tenth of a look-up in the filter alone. */
    private final long[] addresses;

    private final long words;
    private final int wordsShift;
    private final int wordsMask;

    /** A filter of so many blocks that has been given nothing. */
    MissFilter(ChunkSupply supply, int blockCount) {
        this.supply = supply;
        chunks = new Chunk[blockCount];
        addresses = new long[blockCount];
        for (int i = 0; i < blockCount; i++) {
            chunks[i] = supply.take();
            chunks[i].words.setMemory(0, supply.chunkBytes(), (byte) 0);
            addresses[i] = chunks[i].words.addressOffset();
        }
        wordsShift = supply.chunkShift() - 3;
        wordsMask = (1 << wordsShift) - 1;
        words = (long) blockCount << wordsShift;
    }

    /** Blocks of the filter for so many entries; 0 where they are too few to fill one, and lie near the processor anyway. */
    static int blocksFor(long entries, ChunkSupply supply) {
        return (int) ((entries * BYTES_AN_ENTRY) >>> supply.chunkShift());
    }

    /** False when the hash has never been added. */
    boolean mayContain(long hash) {
        long bits = bits(hash);
        return (UnsafeApi.getLong(addressOf(hash)) & bits) == bits;
    }

    void add(long hash) {
        long address = addressOf(hash);
        UnsafeApi.putLong(address, UnsafeApi.getLong(address) | bits(hash));
    }

    /** Within a chunk whatever the hash, which is scaled to the number of words. */
    private long addressOf(long hash) {
        long word = Hashing.scale(hash, words);
        return addresses[(int) (word >>> wordsShift)] + ((word & wordsMask) << 3);
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
