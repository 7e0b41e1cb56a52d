package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import org.medsettle.common.DirectBytes;
import org.medsettle.common.Hashing;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadSafe;

/**
 * The seeded hash of the indexes: multilinear over the words of a key with multipliers drawn from a seed of the process, so
 * that nobody who chooses request numbers can choose collisions. It never leaves the process and is no part of any digest.
 *
 * <p>Units: widths in bytes, multiples of 8 up to {@value #MAX_BYTES}. Invariant: the top bits are as good as the low ones
 * (one finaliser round at the end).
 */
@ThreadSafe // immutable after construction
final class LookupHash {
    static final int MAX_BYTES = 64;

    private final long seed;
    private final long[] multipliers = new long[MAX_BYTES / 8];

    LookupHash(long seed) {
        this.seed = Hashing.mix(seed + 1);
        for (int i = 0; i < multipliers.length; i++) {
            multipliers[i] = Hashing.fold(this.seed, i) | 1;
        }
    }

    long of(long word) {
        return Hashing.mix(word ^ seed);
    }

    long of(long word0, long word1) {
        return Hashing.mix(seed + multipliers[0] * spread(word0) + multipliers[1] * spread(word1));
    }

    long of(long word0, long word1, long word2) {
        return Hashing.mix(seed
                + multipliers[0] * spread(word0)
                + multipliers[1] * spread(word1)
                + multipliers[2] * spread(word2));
    }

    /** Hash of a fixed-width field. */
    long of(ByteBuffer buffer, int offset, int width) {
        Invariant.check((width & 7) == 0 && width <= MAX_BYTES, "a hashed field is at most eight whole words");
        long address = DirectBytes.address(buffer, offset, width);
        long sum = seed;
        for (int i = 0; i < width >> 3; i++) {
            sum += multipliers[i] * spread(DirectBytes.wordAt(buffer, offset, address, i << 3));
        }
        return Hashing.mix(sum);
    }

    /** Brings the high bits down as well, since a multiplication only carries upwards. */
    private static long spread(long word) {
        return word ^ (word >>> 32);
    }
}
