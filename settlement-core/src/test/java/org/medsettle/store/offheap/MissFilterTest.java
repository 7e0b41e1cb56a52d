package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.TestRecords;

/** The filter before a large list, alone and where it stands. A chunk here has 8,192 words, enough for 32,768 to 65,535 entries. */
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
    @CsvSource({"0, 0", "32767, 0", "32768, 1", "65535, 1", "65536, 2", "1000000, 30", "4194304, 128"})
    void shouldHaveSixteenBitsForEachEntryInWholeBlocks(long entries, int blocks) {
        assertEquals(blocks, MissFilter.blocksFor(entries, space.supply()));
    }

    @ParameterizedTest
    @CsvSource({"1, 32768, 160, 210", "3, 32768, 160, 210", "16, 32768, 160, 210", "1, 65535, 25, 40"})
    void shouldPassEveryKeyItWasGivenAndFewOthers(int blocks, int entriesOfOne, int oneInAtLeast, int oneInAtMost) {
        MissFilter filter = new MissFilter(space.supply(), blocks);
        int entries = entriesOfOne * blocks;
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
    }

    /** Memory that another store gave back is not empty. */
    @Test
    void shouldBeginEmptyInUsedMemory() {
        ChunkSupply supply = space.supply();
        Chunk used = supply.take();
        used.words.setMemory(0, CHUNK, (byte) 0xFF);
        supply.release(used);

        MissFilter filter = new MissFilter(supply, 1);

        for (long n = 0; n < 10_000; n++) {
            assertFalse(filter.mayContain(hash(n)));
        }
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

    @Test
    void shouldSayWhenMemoryEnds() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 3L * CHUNK, 0);

        assertThrows(MemoryExhaustedException.class, () -> new MissFilter(supply, 4));
    }
}
