package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.TestRecords;

class InvalidListTableTest {
    private static InvalidListTable newTable() {
        OffHeapMemory memory = TestMemory.small();
        return new InvalidListTable(memory.listSpace());
    }

    @Test
    void shouldRefuseWhatASlotCannotHold() {
        InvalidListTable table = newTable();

        assertThrows(InvariantViolation.class, () -> table.put(0, 1, 0, 0));
        assertThrows(InvariantViolation.class, () -> table.put(-1, 1, 0, 0));
        assertThrows(InvariantViolation.class, () -> table.put(1, -1, 0, 0));
        assertThrows(InvariantViolation.class, () -> table.put(1, InvalidListTable.MAX_REASON + 1, 0, 0));
        assertThrows(InvariantViolation.class, () -> table.put(1, 1, -1, 0));
        assertThrows(InvariantViolation.class, () -> table.put(1, 1, 0, -1));
        assertThrows(InvariantViolation.class, () -> table.put(1, 1, InvalidListTable.MAX_SECONDS + 1, 0));
        assertThrows(InvariantViolation.class, () -> table.put(1, 1, 0, InvalidListTable.MAX_SECONDS + 1));
        assertEquals(0, table.count());
    }

    @Test
    void shouldKeepTheLimitsOfASlot() {
        InvalidListTable table = newTable();

        table.put(1, InvalidListTable.MAX_REASON, InvalidListTable.MAX_SECONDS, InvalidListTable.MAX_SECONDS);
        table.put(2, 0, 0, 0);

        long position = table.find(1);
        assertEquals(InvalidListTable.MAX_REASON, table.reason(position));
        assertEquals(InvalidListTable.MAX_SECONDS, table.fromSeconds(position));
        assertEquals(InvalidListTable.MAX_SECONDS, table.toSeconds(position));
        assertEquals(0, table.reason(table.find(2)));
        assertEquals(0, table.fromSeconds(table.find(2)));
    }

    /** A filter may say "perhaps" too often, which only costs time, but then it would not be worth its memory. */
    @Test
    void shouldLetTheFilterAnswerMostMisses() {
        InvalidListTable table = newTable();
        int many = 100_000;
        for (long n = 0; n < many; n++) {
            table.put(TestRecords.cardKey(n), 1, 0, 0);
        }

        int passed = 0;
        for (long n = many; n < 2L * many; n++) {
            passed += table.filterMayContain(TestRecords.cardKey(n)) ? 1 : 0;
        }

        assertTrue(passed < many / 50, passed + " of " + many + " misses pass the filter");
    }

    /** Every look-up passes a filter whose bits are all set, and the answers are the same. */
    @Test
    void shouldNeverAnswerFalselyWhenTheFilterSaysYesToEverything() {
        OffHeapMemory memory = TestMemory.small();
        SegmentSpace space = memory.listSpace();
        InvalidListTable table = new InvalidListTable(space);
        Map<Long, Long> oracle = new HashMap<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 40_000; i++) {
            long key = TestRecords.cardKey(random.nextInt(30_000));
            long to = random.nextInt(4) == 0 ? 1 + random.nextInt(1_000_000) : 0;
            if (random.nextInt(3) == 0) {
                assertEquals(oracle.remove(key) != null, table.remove(key));
            } else {
                assertEquals(oracle.put(key, to) == null, table.put(key, 1, 0, to));
            }
        }
        for (int i = 0; i < table.segments().count(); i++) {
            int segment = table.segments().get(i);
            space.buffer(segment).setMemory(space.offset(segment) + 64, ListFilter.BYTES, (byte) 0xFF);
        }

        for (long n = 0; n < 60_000; n++) {
            long key = TestRecords.cardKey(n);
            long position = table.find(key);
            assertTrue(table.filterMayContain(key));
            assertEquals(oracle.containsKey(key), position != InvalidListTable.NONE, "card " + n);
            if (position != InvalidListTable.NONE) {
                assertEquals(oracle.get(key), table.toSeconds(position), "card " + n);
            }
        }
    }

    /** Neighbours of entries in the order of hashes: the closest that two keys can come. */
    @Test
    void shouldTellNeighboursInTheOrderOfHashesApart() {
        InvalidListTable table = newTable();
        for (long n = 0; n < 20_000; n++) {
            table.put(TestRecords.cardKey(n), 1, 0, 0);
        }

        for (long n = 0; n < 20_000; n++) {
            long order = InvalidListStore.order(TestRecords.cardKey(n));
            assertEquals(InvalidListTable.NONE, table.find(InvalidListStore.keyOf(order + 1)));
            assertEquals(InvalidListTable.NONE, table.find(InvalidListStore.keyOf(order - 1)));
        }
    }

    /** Keys whose hashes all lie in one thousandth of a segment's range: slower, never wrong, and the segment splits. */
    @Test
    void shouldHoldHashesThatAreNotSpreadEvenly() {
        InvalidListTable table = newTable();
        Map<Long, Long> oracle = new HashMap<>();
        for (long n = 0; n < 3_000; n++) {
            long key = InvalidListStore.keyOf((7L << 60) + (n << 40));
            if (key > 0) {
                table.put(key, 1, n, n % 2 == 0 ? n + 1 : 0);
                oracle.put(key, n);
            }
        }

        assertEquals(oracle.size(), table.count());
        oracle.forEach((key, n) -> {
            assertEquals(n, table.fromSeconds(table.find(key)));
            assertEquals(n % 2 == 0 ? n + 1 : 0, table.toSeconds(table.find(key)));
        });
    }

    @Test
    void shouldStayUnderTwentyBytesAnEntryWhenItsSizeWasAnnounced() {
        OffHeapMemory memory = new OffHeapMemory(ChunkSupply.MIN_CHUNK_BYTES, TestMemory.MAX_BYTES, 0, 1);
        int entries = 1_000_000;
        InvalidListTable table = new InvalidListTable(memory.listSpace(), entries);
        for (long n = 0; n < entries; n++) {
            table.put(TestRecords.cardKey(n), 1, 1_790_000_000L + n, n % 10 == 0 ? 1_800_000_000L : 0);
        }

        double bytes = (double) memory.inUseBytes() / entries;
        assertTrue(bytes < 20, bytes + " bytes an entry");
    }

    @Test
    void shouldForgetRemovedKeysInTheFilterBeforeItFillsUp() {
        InvalidListTable table = newTable();

        for (long n = 0; n < 50_000; n++) {
            table.put(TestRecords.cardKey(n), 1, 0, 0);
            table.remove(TestRecords.cardKey(n));
        }

        int passed = 0;
        for (long n = 0; n < 50_000; n++) {
            passed += table.filterMayContain(TestRecords.cardKey(n)) ? 1 : 0;
        }
        assertEquals(0, table.count());
        assertTrue(passed < 2_500, passed + " of 50000 removed keys pass the filter");
    }
}
