package org.medsettle.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashingTest {
    private static final BigInteger WORDS = BigInteger.ONE.shiftLeft(64);

    @Test
    void shouldComeBackFromEveryMixedWord() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            long word = i < 64 ? 1L << i : random.nextLong();

            assertEquals(word, Hashing.unmix(Hashing.mix(word)));
            assertEquals(word, Hashing.mix(Hashing.unmix(word)));
        }
    }

    @Test
    void shouldScaleAsUnsignedArithmeticDoes() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 10_000; i++) {
            long hash = i < 3 ? -i : random.nextLong();
            long size = 1L + random.nextInt(1 << 28);

            BigInteger unsigned = new BigInteger(Long.toUnsignedString(hash));
            assertEquals(
                    unsigned.multiply(BigInteger.valueOf(size)).divide(WORDS).longValueExact(),
                    Hashing.scale(hash, size));
        }
    }
}
