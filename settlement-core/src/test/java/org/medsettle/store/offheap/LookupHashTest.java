package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.AsciiField;

class LookupHashTest {
    private static final int MANY = 100_000;

    @Test
    void shouldGiveTheSameHashForTheSameKeyAndAnotherForAnotherSeed() {
        assertEquals(new LookupHash(1).of(2, 3, 4), new LookupHash(1).of(2, 3, 4));
        assertNotEquals(new LookupHash(1).of(2, 3, 4), new LookupHash(2).of(2, 3, 4));
        assertNotEquals(new LookupHash(1).of(2), new LookupHash(2).of(2));
        assertNotEquals(new LookupHash(1).of(2, 3, 4), new LookupHash(1).of(3, 2, 4));
    }

    /** Running numbers at the end of two words, as request numbers have them, must not meet. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 77})
    void shouldSpreadTextsThatDifferInFewPlaces(long seed) {
        LookupHash lookup = new LookupHash(seed);
        ByteBuffer field = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        Set<Long> hashes = new HashSet<>();
        int[] buckets = new int[1_024];

        for (int n = 0; n < MANY; n++) {
            String digits = Integer.toString(1_000_000 + n);
            AsciiField.put(field, 0, 32, "A" + digits.substring(1, 4) + "000" + digits.substring(4));
            long hash = lookup.of(field, 0, 32);
            hashes.add(hash);
            buckets[(int) (hash >>> 54)]++;
        }

        assertEquals(MANY, hashes.size(), () -> "seed " + seed);
        for (int entries : buckets) {
            assertTrue(entries < 2 * MANY / 1_024, () -> "seed " + seed + ": a bucket of " + entries);
        }
    }

    @Test
    void shouldRefuseFieldsThatAreNotWholeWords() {
        LookupHash lookup = new LookupHash(1);
        ByteBuffer field = ByteBuffer.allocate(100);

        assertThrows(InvariantViolation.class, () -> lookup.of(field, 0, 12));
        assertThrows(InvariantViolation.class, () -> lookup.of(field, 0, 72));
    }
}
