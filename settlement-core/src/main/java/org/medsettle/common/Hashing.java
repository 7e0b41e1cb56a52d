package org.medsettle.common;

import java.nio.ByteBuffer;

/**
 * The 64-bit mixing function behind index look-ups and the state digest: the finaliser of SplitMix64 (Steele, Lea and
 * Flood, 2014, "Fast splittable pseudorandom number generators"), a bijection on 64-bit words.
 *
 * <p>Threads: stateless. Invariant: the values are part of the state digest, hence of the journal format; they never
 * change.
 */
public final class Hashing {
    private Hashing() {}

    /** Mixes one word. */
    public static long mix(long word) {
        long z = word;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The word that {@link #mix} makes {@code hash} of. */
    public static long unmix(long hash) {
        long z = hash;
        z = (z ^ (z >>> 31) ^ (z >>> 62)) * 0x319642B2D24D8EC3L;
        z = (z ^ (z >>> 27) ^ (z >>> 54)) * 0x96DE1B173F119089L;
        return z ^ (z >>> 30) ^ (z >>> 60);
    }

    /** {@code hash} times {@code size}, divided by 2^64: spreads hashes evenly and in order over 0 to {@code size} - 1. */
    public static long scale(long hash, long size) {
        return Math.multiplyHigh(hash, size) + ((hash >> 63) & size);
    }

    /** Folds one more word into a running hash; order matters. */
    public static long fold(long hash, long word) {
        return mix(hash * 0x9E3779B97F4A7C15L + word);
    }

    /**
     * Hash of {@code count} little-endian words: every word is multiplied by an odd key of its position, the products are
     * summed with a rotation and mixed once. The multiplications do not depend on each other, so they overlap.
     */
    public static long words(ByteBuffer buffer, int offset, int count) {
        long address = DirectBytes.address(buffer, offset, count << 3);
        long key = 0x9E3779B97F4A7C15L;
        long sum = count;
        for (int i = 0; i < count; i++) {
            long word = DirectBytes.wordAt(buffer, offset, address, i << 3);
            sum += (word ^ (word >>> 32)) * (key | 1);
            sum = Long.rotateLeft(sum, 5);
            key += 0xD1342543DE82EF95L;
        }
        return mix(sum);
    }
}
