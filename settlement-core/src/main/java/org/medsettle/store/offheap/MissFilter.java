package org.medsettle.store.offheap;

import org.agrona.UnsafeApi;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The filter before a large {@link InvalidListTable}: a Bloom filter whose bits of one key all lie in one word (the "register-blocked"
 * one of Putze, Sanders and Singler, 2007). Nearly every card that is on no list is told from one read of memory, where the
 * directory, the segment and its own filter take three, each waiting for the one before. It is only a filter: what passes it is
 * looked up exactly.
 *
 * <p>It has 16 bits for each entry, and sets four in one word: one key in 185 passes that should not, and more where more entries
 * come than were announced, or where many have gone, whose bits stay. It is no part of a snapshot, but made again from the entries.
 *
 * <p>A processor works on as many look-ups at once as it holds instructions, and each waits for memory: so all of it is one
 * {@link Region}, a word is found by one multiplication, and its bits are read from two small tables.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class MissFilter {
    private static final int BYTES_AN_ENTRY = 2;
    private static final int PAIR_SHIFT = 9;
    private static final int PAIR_MASK = (1 << PAIR_SHIFT) - 1;
    /** Two bits of a word each; a key has a pair of one kind and a pair of the other. */
    private static final long[] PAIRS = pairs(1);

    private static final long[] OTHER_PAIRS = pairs(3);

    private final long address;
    private final long words;

    /** A filter that has been given nothing, in memory that is zero; the caller keeps the region as long as the filter. */
    MissFilter(Region region) {
        address = region.address();
        words = region.bytes() >>> 3;
    }

    /** Bytes of the filter for so many entries; 0 where they are so few that they lie near the processor anyway. */
    static long bytesFor(long entries, int leastBytes) {
        long bytes = entries * BYTES_AN_ENTRY;
        return bytes < leastBytes ? 0 : (bytes + Long.BYTES - 1) & -Long.BYTES;
    }

    /** False when the hash has never been added. */
    boolean mayContain(long hash) {
        long bits = bits(hash);
        return (UnsafeApi.getLong(addressOf(hash)) & bits) == bits;
    }

    void add(long hash) {
        long word = addressOf(hash);
        UnsafeApi.putLong(word, UnsafeApi.getLong(word) | bits(hash));
    }

    /** Within the region whatever the hash, whose upper half is scaled to the number of words. */
    private long addressOf(long hash) {
        long word = ((hash >>> Integer.SIZE) * words) >>> Integer.SIZE;
        return address + (word << 3);
    }

    /** The top of a hash tells its word, the bottom its bits. */
    private static long bits(long hash) {
        return PAIRS[(int) hash & PAIR_MASK] | OTHER_PAIRS[(int) (hash >>> PAIR_SHIFT) & PAIR_MASK];
    }

    /** As many different pairs as there are places in the table, each bit being in as many of them as any other. */
    private static long[] pairs(int leastDistance) {
        long[] pairs = new long[PAIR_MASK + 1];
        for (int i = 0; i < pairs.length; i++) {
            int distance = leastDistance + 4 * (i / Long.SIZE);
            pairs[i] = Long.rotateLeft(1L | 1L << distance, i);
        }
        return pairs;
    }
}
