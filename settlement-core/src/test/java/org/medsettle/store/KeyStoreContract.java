package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;

/** What every store of keys does. */
public abstract class KeyStoreContract {
    private static final int MANY = 5_000;
    private static final int DAY = 20_000;

    protected abstract KeyStore create();

    private static long find(KeyStore keys, KeyRecord key, int date) {
        return keys.find(key.word0(), key.word1(), key.word2(), date);
    }

    private static int dateOf(long n) {
        return DAY + (int) (n % 60);
    }

    private static KeyStore filled(KeyStore keys) {
        for (long n = 1; n <= MANY; n++) {
            keys.add(TestRecords.key(n), dateOf(n));
        }
        return keys;
    }

    @Test
    void shouldFindUnderItsDateAndWithoutADate() {
        KeyStore keys = filled(create());

        assertEquals(MANY, keys.count());
        for (long n = 1; n <= MANY; n++) {
            KeyRecord key = TestRecords.key(n);
            long reference = find(keys, key, dateOf(n));
            assertSameBytes(key, keys.at(reference), KeyRecord.BYTES);
            assertEquals(reference, find(keys, key, KeyStore.NO_DATE));
        }
    }

    @Test
    void shouldAnswerNoneWhenUnknownOrUnderAnotherGeneration() {
        KeyStore keys = create();
        KeyRecord key = TestRecords.key(1);
        assertEquals(KeyStore.NONE, find(keys, key, DAY));
        assertEquals(KeyStore.NONE, find(keys, key, KeyStore.NO_DATE));

        keys.add(key, DAY);

        assertEquals(KeyStore.NONE, find(keys, key, DAY + KeyStore.GENERATION_DAYS));
        assertEquals(KeyStore.NONE, find(keys, TestRecords.key(2), DAY));
        assertEquals(KeyStore.NONE, keys.find(key.word0(), key.word1(), key.word2() + 1, DAY));
        assertEquals(KeyStore.NONE, keys.find(key.word0(), key.word1() + 1, key.word2(), DAY));
        assertEquals(KeyStore.NONE, keys.find(key.word0() + 1, key.word1(), key.word2(), DAY));
    }

    /** The longest retention that can be configured, and a key of tomorrow. */
    @Test
    void shouldKeepTheKeysOfTenYears() {
        KeyStore keys = create();
        int days = 3_650;

        for (int day = 0; day <= days + 1; day++) {
            keys.add(TestRecords.key(day + 1), DAY + day);
        }

        for (int day = 0; day <= days + 1; day++) {
            assertTrue(find(keys, TestRecords.key(day + 1), DAY + day) != KeyStore.NONE);
        }
    }

    @Test
    void shouldDropWholeGenerationsOnly() {
        KeyStore keys = filled(create());
        int cut = DAY + 20;
        long expected = LongStream.rangeClosed(1, MANY)
                .filter(n -> lastDayOf(dateOf(n)) >= cut)
                .count();

        keys.dropBefore(cut);

        assertEquals(expected, keys.count());
        for (long n = 1; n <= MANY; n++) {
            boolean dropped = lastDayOf(dateOf(n)) < cut;
            assertEquals(dropped, find(keys, TestRecords.key(n), dateOf(n)) == KeyStore.NONE);
            assertEquals(dropped, find(keys, TestRecords.key(n), KeyStore.NO_DATE) == KeyStore.NONE);
        }
    }

    private static int lastDayOf(int date) {
        return (KeyStore.generationOf(date) + 1) * KeyStore.GENERATION_DAYS - 1;
    }

    @Test
    void shouldTakeKeysAgainWhenTheirGenerationWasDropped() {
        KeyStore keys = filled(create());
        keys.dropBefore(DAY + 1_000);
        assertEquals(0, keys.count());

        filled(keys);

        assertEquals(MANY, keys.count());
        Set<Long> visited = new HashSet<>();
        keys.forEach(visited::add);
        assertEquals(MANY, visited.size());
        for (long n = 1; n <= MANY; n++) {
            assertTrue(visited.contains(find(keys, TestRecords.key(n), dateOf(n))));
        }
    }

    @Test
    void shouldKeepReferencesWhenOtherGenerationsAreDropped() {
        KeyStore keys = create();
        keys.add(TestRecords.key(1), DAY);
        long kept = keys.add(TestRecords.key(2), DAY + 30);
        keys.add(TestRecords.key(3), DAY + 8);

        keys.dropBefore(DAY + 20);
        keys.add(TestRecords.key(4), DAY + 40);

        assertEquals(TestRecords.key(2).word1(), keys.at(kept).word1());
        assertEquals(2, keys.count());
    }

    @Test
    void shouldKeepDatesBefore1970Apart() {
        KeyStore keys = create();

        long reference = keys.add(TestRecords.key(1), -1);

        assertEquals(reference, find(keys, TestRecords.key(1), -8));
        assertEquals(KeyStore.NONE, find(keys, TestRecords.key(1), 0));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        KeyStore keys = create();
        long reference = keys.add(TestRecords.key(1), DAY);

        keys.at(reference).detail(123);

        assertEquals(123, keys.at(find(keys, TestRecords.key(1), DAY)).detail());
    }

    @Test
    void shouldFailWhenAddedTwiceOrWithoutADate() {
        KeyStore keys = create();
        keys.add(TestRecords.key(1), DAY);

        assertThrows(InvariantViolation.class, () -> keys.add(TestRecords.key(1), DAY));
        assertThrows(InvariantViolation.class, () -> keys.add(TestRecords.key(2), KeyStore.NO_DATE));
        assertEquals(1, keys.count());
    }

    @Test
    void shouldFailWhenTheReferenceIsNoLongerKept() {
        KeyStore keys = create();
        long reference = keys.add(TestRecords.key(1), DAY);
        keys.dropBefore(DAY + 100);

        assertThrows(InvariantViolation.class, () -> keys.at(reference));
    }
}
