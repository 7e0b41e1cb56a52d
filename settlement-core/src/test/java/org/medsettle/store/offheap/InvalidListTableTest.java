package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
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
        assertThrows(InvariantViolation.class, () -> table.put(1, 256, 0, 0));
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
