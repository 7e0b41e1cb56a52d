package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The blocked Bloom filter in front of a {@link ListSegment} (Putze, Sanders and Singler, 2007): six bits a key, all in one
 * cache line, so that most misses end after one line of memory. It is only a filter: what passes it is looked up exactly.
 *
 * <p>The six tests are joined before the one branch, which nearly always goes the same way; a test that ended at the first
 * zero bit would cost a wrong guess of the processor per look-up. Threads: stateless.
 */
final class ListFilter {
    static final int BLOCKS = 13;
    static final int BYTES = 64 * BLOCKS;

    private static final int PROBES = 6;
    private static final int PROBE_BITS = 9;
    private static final int PROBE_MASK = (1 << PROBE_BITS) - 1;

    private ListFilter() {}

    /** False when the filter at {@code start} has never been given the hash. */
    static boolean mayContain(UnsafeBuffer buffer, int start, long hash) {
        int block = start + blockOf(hash);
        long bits = bitsOf(hash);
        long all = 1;
        for (int i = 0; i < PROBES; i++) {
            int bit = (int) bits & PROBE_MASK;
            all &= buffer.getLong(block + (bit >>> 6 << 3)) >>> bit;
            bits >>>= PROBE_BITS;
        }
        return all != 0;
    }

    static void add(UnsafeBuffer buffer, int start, long hash) {
        int block = start + blockOf(hash);
        long bits = bitsOf(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = (int) bits & PROBE_MASK;
            int at = block + (bit >>> 6 << 3);
            buffer.putLong(at, buffer.getLong(at) | 1L << bit);
            bits >>>= PROBE_BITS;
        }
    }

    static void clear(UnsafeBuffer buffer, int start) {
        buffer.setMemory(start, BYTES, (byte) 0);
    }

    /** 54 bits that do not follow from those that place the key. */
    private static long bitsOf(long hash) {
        return ((hash ^ (hash >>> 32)) * 0x9E37_79B9_7F4A_7C15L) >>> 10;
    }

    /** Byte offset of the hash's block: the low half of the hash, spread over the blocks. */
    private static int blockOf(long hash) {
        return (int) (((hash & 0xFFFF_FFFFL) * BLOCKS) >>> 32) << 6;
    }
}
