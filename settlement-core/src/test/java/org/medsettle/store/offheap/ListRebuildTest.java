package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.store.TestRecords;

/** A table is its segments: the directory can be made again from what their headers say, and from nothing else. */
class ListRebuildTest {
    private static final int ENTRIES = 60_000;

    private final SegmentSpace space = TestMemory.small().listSpace();

    private InvalidListTable filled(long expected) {
        InvalidListTable table = new InvalidListTable(space, expected);
        for (long n = 0; n < ENTRIES; n++) {
            table.put(TestRecords.cardKey(n), (int) (n % 6) + 1, n, n % 5 == 0 ? n + 7 : 0);
        }
        return table;
    }

    private static void assertHolds(InvalidListTable table, long n) {
        long position = table.find(TestRecords.cardKey(n));
        assertEquals((n % 6) + 1, table.reason(position));
        assertEquals(n, table.fromSeconds(position));
        assertEquals(n % 5 == 0 ? n + 7 : 0, table.toSeconds(position));
    }

    /** Grown from one cell, from too few of them, from the right number, and from far too many. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, ENTRIES, 5_000_000})
    void shouldBeTheSameTableFromItsSegmentsAlone(long expected) {
        SegmentList segments = filled(expected).segments().list();

        InvalidListTable rebuilt = InvalidListTable.restore(space, segments);

        assertEquals(ENTRIES, rebuilt.count());
        for (long n = 0; n < ENTRIES; n++) {
            assertHolds(rebuilt, n);
        }
        assertEquals(InvalidListTable.NONE, rebuilt.find(TestRecords.cardKey(ENTRIES)));
    }

    @Test
    void shouldGoOnGrowingAfterwards() {
        InvalidListTable rebuilt =
                InvalidListTable.restore(space, filled(ENTRIES / 4).segments().list());

        for (long n = ENTRIES; n < 3L * ENTRIES; n++) {
            assertTrue(rebuilt.put(TestRecords.cardKey(n), (int) (n % 6) + 1, n, n % 5 == 0 ? n + 7 : 0));
        }
        for (long n = 0; n < ENTRIES; n += 2) {
            assertTrue(rebuilt.remove(TestRecords.cardKey(n)));
        }

        InvalidListTable again =
                InvalidListTable.restore(space, rebuilt.segments().list());
        assertEquals(3L * ENTRIES - ENTRIES / 2, again.count());
        for (long n = 1; n < 3L * ENTRIES; n += n < ENTRIES ? 2 : 1) {
            assertHolds(again, n);
        }
    }

    @Test
    void shouldBeAnEmptyTableWithoutSegments() {
        InvalidListTable rebuilt = InvalidListTable.restore(space, new SegmentList());

        assertEquals(0, rebuilt.count());
        assertTrue(rebuilt.put(TestRecords.cardKey(1), 1, 0, 0));
    }

    @Test
    void shouldRefuseSegmentsThatDoNotMakeOneTable() {
        SegmentList missing = new SegmentList();
        SegmentList swapped = new SegmentList();
        SegmentList all = filled(0).segments().list();
        for (int i = 0; i < all.count() - 1; i++) {
            missing.add(all.get(i));
        }
        swapped.add(all.get(1));
        swapped.add(all.get(0));

        assertThrows(InvariantViolation.class, () -> InvalidListTable.restore(space, missing));
        assertThrows(InvariantViolation.class, () -> InvalidListTable.restore(space, swapped));
    }

    @Test
    void shouldRefuseTwoSegmentsOfTheSameHashes() {
        SegmentList segments = filled(0).segments().list();
        int second = segments.get(1);
        UnsafeBuffer buffer = space.buffer(second);
        int first = segments.get(0);
        ListSegment.place(
                buffer,
                space.offset(second),
                ListSegment.prefix(space.buffer(first), space.offset(first)),
                ListSegment.depth(space.buffer(first), space.offset(first)));

        assertThrows(InvariantViolation.class, () -> InvalidListTable.restore(space, segments));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1_000, 20_491})
    void shouldFindTheEndOfEverySegmentInADirectoryOfAnyCells(int cells) {
        Directory directory = new Directory(cells, 2);
        SplittableRandom random = new SplittableRandom(cells);
        for (int cell = 0; cell < cells; cell++) {
            int depth = random.nextInt(3);
            for (int part = 0; part < 1 << depth; part++) {
                directory.place((cell << depth) + part, depth, 4 * cell + part);
            }
        }
        assertTrue(directory.isWhole());

        long from = 0;
        int met = 0;
        do {
            int segment = directory.segmentOf(from);
            long end = directory.endOf(from);
            assertEquals(segment, directory.segmentOf(end - 1), "the last hash of a segment is in it");
            assertEquals(end, directory.endOf(end - 1));
            assertFalse(end != 0 && directory.segmentOf(end) == segment, "the hash behind it is not");
            met++;
            from = end;
        } while (from != 0);
        assertTrue(met >= cells);
    }
}
