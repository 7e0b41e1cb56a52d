package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.TestRecords;

/** The filter before a large list, alone and where it stands. Here a list is large with 32,768 entries. */
class MissFilterTest {
    private static final int CHUNK = ChunkSupply.MIN_CHUNK_BYTES;
    private static final int ENTRIES = 100_000;

    private final OffHeapMemory memory = TestMemory.small();
    private final SegmentSpace space = memory.listSpace();

    private static long hash(long n) {
        return InvalidListStore.order(TestRecords.cardKey(n));
    }

    private InvalidListTable filled(long expected) {
        InvalidListTable table = new InvalidListTable(space, expected);
        for (long n = 0; n < ENTRIES; n++) {
            table.put(TestRecords.cardKey(n), 1, n, 0);
        }
        return table;
    }

    private static void assertExact(InvalidListTable table) {
        for (long n = 0; n < ENTRIES; n++) {
            assertEquals(n, table.fromSeconds(table.find(TestRecords.cardKey(n))));
            assertEquals(InvalidListTable.NONE, table.find(TestRecords.cardKey(ENTRIES + n)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "32767, 0", "32768, 65536", "32769, 65544", "65535, 131072", "1000000000, 2000000000"})
    void shouldHaveSixteenBitsForEachEntryInWholeWords(long entries, long bytes) {
        assertEquals(bytes, MissFilter.bytesFor(entries, CHUNK));
    }

    @ParameterizedTest
    @CsvSource({"32768, 1, 165, 210", "100001, 1, 165, 210", "1000000, 1, 165, 210", "100000, 2, 22, 30"})
    void shouldPassEveryKeyItWasGivenAndFewOthers(int announced, int timesAsMany, int oneInAtLeast, int oneInAtMost) {
        ChunkSupply supply = space.supply();
        Region region = supply.announce(MissFilter.bytesFor(announced, CHUNK));
        supply.take(region);
        MissFilter filter = new MissFilter(region);
        int entries = announced * timesAsMany;
        assertFalse(filter.mayContain(hash(0)));
        for (long n = 0; n < entries; n++) {
            filter.add(hash(n));
        }

        int passed = 0;
        for (long n = 0; n < entries; n++) {
            assertTrue(filter.mayContain(hash(n)), "key " + n);
            passed += filter.mayContain(hash(entries + n)) ? 1 : 0;
        }
        assertTrue(passed < entries / oneInAtLeast, passed + " of " + entries + " misses pass");
        assertTrue(passed > entries / oneInAtMost, "so few bits a key pass only " + passed + " of " + entries);
        supply.release(region);
    }

    /** The first and the last word there is, beside which lies memory of others. */
    @Test
    void shouldStayWithinItsMemoryWhateverTheHash() {
        Region region = space.supply().announce(CHUNK + 8);
        space.supply().take(region);
        MissFilter filter = new MissFilter(region);

        filter.add(0);
        filter.add(-1);

        assertNotEquals(0, UnsafeApi.getLong(region.address()));
        assertNotEquals(0, UnsafeApi.getLong(region.address() + region.bytes() - 8));
    }

    /** Announced rightly, far too small, far too large, and not at all. */
    @ParameterizedTest
    @ValueSource(longs = {ENTRIES, 32_768, 3_000_000, 0})
    void shouldLeaveEveryAnswerAsItIs(long expected) {
        InvalidListTable table = filled(expected);

        assertExact(table);
        assertExact(InvalidListTable.restore(space, table.segments().list()));
    }

    @Test
    void shouldFindWhatComesBehindARestoredTable() {
        InvalidListTable table =
                InvalidListTable.restore(space, filled(ENTRIES).segments().list());

        table.remove(TestRecords.cardKey(1));
        table.put(TestRecords.cardKey(ENTRIES), 1, 0, 0);

        assertEquals(InvalidListTable.NONE, table.find(TestRecords.cardKey(1)));
        assertNotEquals(InvalidListTable.NONE, table.find(TestRecords.cardKey(ENTRIES)));
        table.put(TestRecords.cardKey(1), 1, 0, 0);
        assertNotEquals(InvalidListTable.NONE, table.find(TestRecords.cardKey(1)));
    }

    @Test
    void shouldTakeNoMemoryForAListThatNothingCameFor() {
        long before = memory.inUseBytes();

        new InvalidListTable(space, 3_000_000).release();

        assertEquals(before, memory.inUseBytes());
    }

    @Test
    void shouldGiveItsMemoryBackWithItsTable() {
        filled(ENTRIES).release();
        long once = memory.inUseBytes();

        for (int i = 0; i < 10; i++) {
            filled(ENTRIES).release();
        }

        assertEquals(once, memory.inUseBytes());
    }

    /** The filter is what can be done without. */
    @Test
    void shouldDoWithoutWhenMemoryIsShort() {
        InvalidListTable table = new InvalidListTable(space, TestMemory.MAX_BYTES);

        table.put(TestRecords.cardKey(1), 1, 2, 0);

        assertEquals(2, table.fromSeconds(table.find(TestRecords.cardKey(1))));
        assertEquals(InvalidListTable.NONE, table.find(TestRecords.cardKey(2)));
        assertTrue(memory.inUseBytes() <= 2 * CHUNK);
    }
}
