package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Hashing;
import org.medsettle.common.Invariant.InvariantViolation;

/** The hashes are crafted here, since the index takes them from outside: equal ones, equal prefixes, random ones. */
class ReferenceIndexTest {
    private static ReferenceIndex newIndex() {
        return TestMemory.small().newIndex();
    }

    /** Every candidate for a hash. */
    private static Set<Long> candidates(ReferenceIndex index, long hash) {
        Set<Long> found = new HashSet<>();
        for (long r = index.first(hash); r != ReferenceIndex.NONE; r = index.next()) {
            assertTrue(found.add(r), "a candidate is named once");
        }
        return found;
    }

    @Test
    void shouldAnswerNoneWhenEmpty() {
        ReferenceIndex index = newIndex();

        assertEquals(ReferenceIndex.NONE, index.first(0));
        assertEquals(ReferenceIndex.NONE, index.first(-1));
        assertEquals(0, index.count());
    }

    @Test
    void shouldFindEveryEntryAfterManySplits() {
        ReferenceIndex index = newIndex();
        int many = 200_000;

        for (long n = 0; n < many; n++) {
            index.add(Hashing.mix(n), n * 8);
        }

        assertEquals(many, index.count());
        int candidatesInAll = 0;
        for (long n = 0; n < many; n++) {
            Set<Long> found = candidates(index, Hashing.mix(n));
            assertTrue(found.contains(n * 8));
            candidatesInAll += found.size();
        }
        assertTrue(candidatesInAll < many * 1.02, "few candidates are wrong: " + candidatesInAll);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 0x0000_07FF_FFFF_FFFFL})
    void shouldNameEveryEntryWhenAllHashesAreEqual(long hash) {
        ReferenceIndex index = newIndex();
        Set<Long> expected = new HashSet<>();

        for (long n = 0; n < ReferenceIndex.SLOTS - 1; n++) {
            index.add(hash, n * 8);
            expected.add(n * 8);
        }

        assertEquals(expected, candidates(index, hash));
        assertTrue(candidates(index, ~hash).isEmpty());
    }

    @Test
    void shouldFailLoudlyWhenASegmentIsFullOfOneHash() {
        ReferenceIndex index = newIndex();
        for (long n = 0; n < ReferenceIndex.SLOTS - 1; n++) {
            index.add(42, n * 8);
        }

        IllegalStateException full = assertThrows(IllegalStateException.class, () -> index.add(42, 0));

        assertTrue(full.getMessage().contains("share"), full.getMessage());
        assertEquals(ReferenceIndex.SLOTS - 1, candidates(index, 42).size());
        index.add(Hashing.mix(1), 8);
        assertEquals(Set.of(8L), candidates(index, Hashing.mix(1)));
    }

    @Test
    void shouldSplitUntilLongCommonPrefixesPart() {
        ReferenceIndex index = newIndex();

        for (long n = 0; n < 4_000; n++) {
            index.add(n << 45, n * 8);
        }

        for (long n = 0; n < 4_000; n++) {
            assertEquals(Set.of(n * 8), candidates(index, n << 45));
        }
    }

    @Test
    void shouldKeepTheLargestReference() {
        ReferenceIndex index = newIndex();
        long largest = ((1L << 35) - 2) << 3;

        index.add(1, largest);
        index.add(1, 0);

        assertEquals(Set.of(largest, 0L), candidates(index, 1));
        assertThrows(InvariantViolation.class, () -> index.add(1, largest + 8));
        assertThrows(InvariantViolation.class, () -> index.add(1, -8));
        assertThrows(InvariantViolation.class, () -> index.add(1, 4));
    }

    @Test
    void shouldKnowThatALookUpMetNothingUntilSomethingComesIn() {
        ReferenceIndex index = newIndex();
        long sameTag = 43; // below the 29 bits of the tag: a candidate for 42 as well

        assertFalse(index.wasMissing(42), "nothing was looked up");
        index.first(42);
        assertTrue(index.wasMissing(42));
        assertFalse(index.wasMissing(sameTag), "another hash was looked up");
        index.touch(7);
        assertTrue(index.wasMissing(42), "touching looks nothing up");

        index.add(Hashing.mix(1), 8);
        assertFalse(index.wasMissing(42), "something came in");
        index.first(42);
        assertTrue(index.wasMissing(42));

        index.add(sameTag, 16);
        index.first(42);
        assertFalse(index.wasMissing(42), "there was a candidate, whose key may be the one");
        assertEquals(ReferenceIndex.NONE, index.next());
        assertFalse(index.wasMissing(42));
    }

    @Test
    void shouldKnowNothingOfAMissWhenTheAddedEntrySplitsASegment() {
        ReferenceIndex index = newIndex();
        for (long n = 0; n < 10_000; n++) {
            index.first(Hashing.mix(n));
            assertTrue(index.wasMissing(Hashing.mix(n))
                    || !candidates(index, Hashing.mix(n)).contains(n * 8));
            index.first(Hashing.mix(n));

            index.add(Hashing.mix(n), n * 8);

            assertFalse(index.wasMissing(Hashing.mix(n)));
            assertTrue(candidates(index, Hashing.mix(n)).contains(n * 8));
        }
    }

    @Test
    void shouldRemoveOneOfManyEqualHashes() {
        ReferenceIndex index = newIndex();
        for (long n = 0; n < 500; n++) {
            index.add(7, n * 8);
        }

        assertTrue(index.remove(7, 250 * 8));

        assertFalse(index.remove(7, 250 * 8));
        assertFalse(index.remove(~7, 0));
        assertEquals(499, index.count());
        Set<Long> left = candidates(index, 7);
        assertEquals(499, left.size());
        assertFalse(left.contains(250L * 8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDoAsAMapDoesWhenAddingAndRemovingAtRandom(long seed) {
        ReferenceIndex index = newIndex();
        Map<Long, Long> hashOf = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        // Homes crowd at the end of the segments, so that probe chains wrap around.
        long crowd = 0xFF8L << 33;

        for (int step = 0; step < 100_000; step++) {
            long reference = random.nextInt(20_000) * 8L;
            Long hash = hashOf.remove(reference);
            if (hash != null) {
                assertTrue(index.remove(hash, reference), () -> "seed " + seed);
            } else {
                long fresh = random.nextInt(4) == 0 ? random.nextLong() | crowd : random.nextLong();
                index.add(fresh, reference);
                hashOf.put(reference, fresh);
            }
        }

        assertEquals(hashOf.size(), index.count(), () -> "seed " + seed);
        hashOf.forEach(
                (reference, hash) -> assertTrue(candidates(index, hash).contains(reference), () -> "seed " + seed));
    }

    @Test
    void shouldGiveItsSegmentsToTheNextIndexWhenReleased() {
        OffHeapMemory memory = TestMemory.small();
        long bytes = -1;

        for (int round = 0; round < 5; round++) {
            ReferenceIndex index = memory.newIndex();
            for (long n = 0; n < 50_000; n++) {
                index.add(Hashing.mix(n + round), n * 8);
            }
            assertTrue(candidates(index, Hashing.mix(17 + round)).contains(17L * 8));
            index.release();
            assertTrue(bytes == -1 || bytes == memory.inUseBytes(), "no round takes more memory than the first");
            bytes = memory.inUseBytes();
        }
    }
}
