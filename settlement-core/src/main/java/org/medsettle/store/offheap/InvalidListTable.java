package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/**
 * List entries by card key: {@link ListSegment}s under a {@link Directory}. The hash is the order of pages, and not seeded:
 * a segment is a range of that order, so a page reads one or two of them, and a download goes on after a restart. Keys come
 * from the authorities that issue cards, not from clients who could choose collisions.
 *
 * <p>A table that is told how many entries will come begins with as many cells as fill its segments to five sixths, which leaves room
 * for chance and for ends, and with a {@link MissFilter} when they are many; it grows by splitting single segments. Units: seconds
 * since 1970, 44 bits each. Invariant: the entries are in the segments; directory and filter can be made again from these alone.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class InvalidListTable {
    static final long NONE = -1;
    static final long MAX_SECONDS = InvalidListStore.MAX_SECONDS;
    static final int MAX_REASON = ListSegment.MAX_REASON;
    static final int SEGMENT_BYTES = ListSegment.BYTES;

    private static final int INDEX_BITS = 10;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    /** Entries a segment has where the table's size was known beforehand. */
    static final int FILL_TO = ListSegment.MAX_ENTRIES * 21 / 25;
    /** Cells for 130 million entries; a list that is longer still splits its segments. */
    private static final int MAX_CELLS = 1 << 18;

    private final TableSegments segments;
    private final Directory directory;
    private final ChunkSupply supply;
    /** The filter's memory; null where so few entries are expected that none pays, or memory is short. */
    private final @Nullable Region filterMemory;

    private @Nullable MissFilter filter; // null while there is no entry
    private long count;

    InvalidListTable(SegmentSpace space) {
        this(space, 0);
    }

    /** An empty table with few cells or many, as is good for {@code expectedEntries}. */
    InvalidListTable(SegmentSpace space, long expectedEntries) {
        this(
                space,
                new TableSegments(space, new SegmentList()),
                new Directory(cellsFor(expectedEntries), 0),
                expectedEntries);
    }

    private InvalidListTable(SegmentSpace space, TableSegments segments, Directory directory, long entries) {
        this.segments = segments;
        this.directory = directory;
        this.supply = space.supply();
        this.filterMemory = supply.announce(MissFilter.bytesFor(entries, supply.chunkBytes()));
    }

    private static int cellsFor(long expectedEntries) {
        return (int) Math.max(1, Math.min(MAX_CELLS, (expectedEntries + FILL_TO - 1) / FILL_TO));
    }

    /** The table whose segments these are, in the order of their ordinals. */
    static InvalidListTable restore(SegmentSpace space, SegmentList list) {
        TableSegments segments = new TableSegments(space, list);
        long entries = segments.entries();
        InvalidListTable table = new InvalidListTable(space, segments, segments.directory(), entries);
        table.count = entries;
        segments.forEachHash(table::addToFilter);
        return table;
    }

    private void addToFilter(long hash) {
        if (filterMemory != null) {
            if (filter == null) {
                supply.take(filterMemory);
                filter = new MissFilter(filterMemory);
            }
            filter.add(hash);
        }
    }

    TableSegments segments() {
        return segments;
    }

    /** Position of the key's entry, or {@link #NONE}. */
    long find(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        return filter == null || filter.mayContain(hash) ? findPassed(hash) : NONE;
    }

    private long findPassed(long hash) {
        int segment = directory.segmentOf(hash);
        if (segment == Directory.NONE) {
            return NONE;
        }
        UnsafeBuffer buffer = segments.buffer(segment);
        int offset = segments.offset(segment);
        if (!ListSegment.mayContain(buffer, offset, hash)) {
            return NONE;
        }
        int index = ListSegment.lowerBound(buffer, offset, hash);
        return ListSegment.isAt(buffer, offset, index, hash) ? (long) segment << INDEX_BITS | index : NONE;
    }

    int reason(long position) {
        int segment = segmentAt(position);
        return ListSegment.reason(segments.buffer(segment), segments.offset(segment), indexAt(position));
    }

    long fromSeconds(long position) {
        int segment = segmentAt(position);
        return ListSegment.fromSeconds(segments.buffer(segment), segments.offset(segment), indexAt(position));
    }

    long toSeconds(long position) {
        int segment = segmentAt(position);
        return ListSegment.toSeconds(segments.buffer(segment), segments.offset(segment), indexAt(position));
    }

    private static int segmentAt(long position) {
        return (int) (position >>> INDEX_BITS);
    }

    private static int indexAt(long position) {
        return (int) position & INDEX_MASK;
    }

    /** Adds or overwrites; answers true when the key was not there. */
    boolean put(long cardKey, int reason, long fromSeconds, long toSeconds) {
        Invariant.check(cardKey > 0, "a card key is positive");
        Invariant.check(reason >= 0 && reason <= MAX_REASON, "a reason fits in three bits");
        Invariant.check(fromSeconds >= 0 && fromSeconds <= MAX_SECONDS, "a list entry begins within the range of time");
        Invariant.check(toSeconds >= 0 && toSeconds <= MAX_SECONDS, "a list entry ends within the range of time");
        long hash = InvalidListStore.order(cardKey);
        int segment = roomFor(hash);
        UnsafeBuffer buffer = segments.buffer(segment);
        int offset = segments.offset(segment);
        segments.markChanged(buffer, offset);
        int index = ListSegment.lowerBound(buffer, offset, hash);
        if (ListSegment.isAt(buffer, offset, index, hash)) {
            ListSegment.overwrite(buffer, offset, index, reason, fromSeconds, toSeconds);
            return false;
        }
        ListSegment.insert(buffer, offset, index, hash, reason, fromSeconds, toSeconds);
        addToFilter(hash);
        count++;
        return true;
    }

    private int roomFor(long hash) {
        while (true) {
            int segment = directory.segmentOf(hash);
            if (segment == Directory.NONE) {
                openCell(hash);
            } else if (ListSegment.hasRoom(segments.buffer(segment), segments.offset(segment))) {
                return segment;
            } else if (directory.canSplit(hash)) {
                split(hash, segment);
            } else {
                throw new IllegalStateException(
                        "the directory of an invalid list is at its largest, and a segment of it "
                                + "is full; the list holds " + count);
            }
        }
    }

    private void openCell(long hash) {
        int segment = segments.open(directory.cells());
        directory.place(directory.prefixOf(hash), 0, segment);
        ListSegment.place(segments.buffer(segment), segments.offset(segment), directory.prefixOf(hash), 0);
    }

    private void split(long hash, int lower) {
        int upper = segments.open(directory.cells());
        directory.split(hash, upper);
        UnsafeBuffer buffer = segments.buffer(lower);
        int offset = segments.offset(lower);
        UnsafeBuffer upperBuffer = segments.buffer(upper);
        int upperOffset = segments.offset(upper);
        segments.markChanged(buffer, offset);
        segments.markChanged(upperBuffer, upperOffset);
        ListSegment.split(buffer, offset, upperBuffer, upperOffset);
    }

    /** Removes the key's entry; answers false when it has none. */
    boolean remove(long cardKey) {
        long position = find(cardKey);
        if (position == NONE) {
            return false;
        }
        int segment = segmentAt(position);
        segments.markChanged(segments.buffer(segment), segments.offset(segment));
        ListSegment.remove(segments.buffer(segment), segments.offset(segment), indexAt(position));
        count--;
        return true;
    }

    /** What the filter of the key's segment says. */
    boolean filterMayContain(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        return segment != Directory.NONE
                && ListSegment.mayContain(segments.buffer(segment), segments.offset(segment), hash);
    }

    long count() {
        return count;
    }

    /** Visits up to {@code limit} entries of the segment that has the hashes around {@code hash}, from {@code hash} on. */
    int visit(long hash, int limit, EntryVisitor visitor) {
        int segment = directory.segmentOf(hash);
        if (segment == Directory.NONE) {
            return 0;
        }
        UnsafeBuffer buffer = segments.buffer(segment);
        int offset = segments.offset(segment);
        int from = ListSegment.lowerBound(buffer, offset, hash);
        int visited = Math.min(limit, ListSegment.count(buffer, offset) - from);
        ListEntries.visit(buffer, offset, from, from + visited, visitor);
        return visited;
    }

    /** The hash of the n-th entry that {@link #visit} from {@code hash} on meets in the first segment. */
    long hashOf(long hash, int n) {
        int segment = directory.segmentOf(hash);
        UnsafeBuffer buffer = segments.buffer(segment);
        int offset = segments.offset(segment);
        return ListSegment.hashAt(buffer, offset, ListSegment.lowerBound(buffer, offset, hash) + n);
    }

    /** The first hash behind the segment that has the hashes around {@code hash}, 0 when it is the last. */
    long endOfSegment(long hash) {
        return directory.endOf(hash);
    }

    /** Gives all memory back, in a time that does not depend on the entries; the table must not be used afterwards. */
    void release() {
        segments.release();
        if (filterMemory != null) {
            supply.release(filterMemory);
        }
    }
}
