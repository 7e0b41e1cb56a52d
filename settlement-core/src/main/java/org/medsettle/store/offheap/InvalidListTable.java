package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.Hashing;
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
 * for chance and for ends; it grows
 * from there, like one that was told nothing, by splitting single segments. Units: seconds since 1970, 44 bits each.
 * Invariant: the entries are in the segments and nowhere else; each header tells the segment's hashes and its place in the
 * table's list of segments, so the directory can be made again from the segments alone.
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

    private final SegmentSpace space;
    private final SegmentList segments;
    private final Directory directory;
    private final ChangedSegments changes = new ChangedSegments();
    private long count;

    InvalidListTable(SegmentSpace space) {
        this(space, 0);
    }

    /** An empty table with few cells or many, as is good for {@code expectedEntries}. */
    InvalidListTable(SegmentSpace space, long expectedEntries) {
        this(space, new SegmentList(), new Directory(cellsFor(expectedEntries), 0));
    }

    private InvalidListTable(SegmentSpace space, SegmentList segments, Directory directory) {
        this.space = space;
        this.segments = segments;
        this.directory = directory;
    }

    private static int cellsFor(long expectedEntries) {
        return (int) Math.max(1, Math.min(MAX_CELLS, (expectedEntries + FILL_TO - 1) / FILL_TO));
    }

    /** The table whose segments these are, in the order of their ordinals. */
    static InvalidListTable restore(SegmentSpace space, SegmentList segments) {
        int cells = 1;
        int depth = 0;
        for (int i = 0; i < segments.count(); i++) {
            UnsafeBuffer buffer = space.buffer(segments.get(i));
            int offset = space.offset(segments.get(i));
            cells = ListSegment.cells(buffer, offset);
            depth = Math.max(depth, ListSegment.depth(buffer, offset));
        }
        InvalidListTable table = new InvalidListTable(space, segments, new Directory(cells, depth));
        table.changes.growTo(segments.count());
        for (int i = 0; i < segments.count(); i++) {
            table.takeBack(segments.get(i), i);
        }
        Invariant.check(table.directory.isWhole(), "the segments of a list cover the cells they lie in");
        return table;
    }

    private void takeBack(int segment, int ordinal) {
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        Invariant.check(ListSegment.cells(buffer, offset) == directory.cells(), "segments agree about their table");
        Invariant.check(ListSegment.ordinal(buffer, offset) == ordinal, "a segment stands where its header says");
        directory.place(ListSegment.prefix(buffer, offset), ListSegment.depth(buffer, offset), segment);
        count += ListSegment.count(buffer, offset);
    }

    private int newSegment() {
        int segment = space.allocate();
        ListSegment.begin(space.buffer(segment), space.offset(segment), directory.cells(), segments.count());
        segments.add(segment);
        changes.growTo(segments.count());
        return segment;
    }

    private void markChanged(UnsafeBuffer buffer, int offset) {
        changes.mark(ListSegment.ordinal(buffer, offset));
    }

    /** The first changed segment, by ordinal, from {@code from} to {@code to}, or -1. */
    long nextChanged(long from, long to) {
        return changes.next(from, to);
    }

    /** Appends the bytes of a segment, which counts as unchanged from now on. */
    void copySegment(int ordinal, ByteBuffer target) {
        int segment = segments.get(ordinal);
        space.buffer(segment).getBytes(space.offset(segment), target, SEGMENT_BYTES);
        changes.clear(ordinal);
    }

    /** The segments, in the order of their ordinals. */
    SegmentList segments() {
        return segments;
    }

    /** Position of the key's entry, or {@link #NONE}. */
    long find(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        if (segment == Directory.NONE) {
            return NONE;
        }
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        if (!ListSegment.mayContain(buffer, offset, hash)) {
            return NONE;
        }
        int index = ListSegment.lowerBound(buffer, offset, hash);
        return ListSegment.isAt(buffer, offset, index, hash) ? (long) segment << INDEX_BITS | index : NONE;
    }

    int reason(long position) {
        int segment = segmentAt(position);
        return ListSegment.reason(space.buffer(segment), space.offset(segment), indexAt(position));
    }

    long fromSeconds(long position) {
        int segment = segmentAt(position);
        return ListSegment.fromSeconds(space.buffer(segment), space.offset(segment), indexAt(position));
    }

    long toSeconds(long position) {
        int segment = segmentAt(position);
        return ListSegment.toSeconds(space.buffer(segment), space.offset(segment), indexAt(position));
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
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        markChanged(buffer, offset);
        int index = ListSegment.lowerBound(buffer, offset, hash);
        if (ListSegment.isAt(buffer, offset, index, hash)) {
            ListSegment.overwrite(buffer, offset, index, reason, fromSeconds, toSeconds);
            return false;
        }
        ListSegment.insert(buffer, offset, index, hash, reason, fromSeconds, toSeconds);
        count++;
        return true;
    }

    private int roomFor(long hash) {
        while (true) {
            int segment = directory.segmentOf(hash);
            if (segment == Directory.NONE) {
                openCell(hash);
            } else if (ListSegment.hasRoom(space.buffer(segment), space.offset(segment))) {
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
        int segment = newSegment();
        directory.place(directory.prefixOf(hash), 0, segment);
        ListSegment.place(space.buffer(segment), space.offset(segment), directory.prefixOf(hash), 0);
    }

    private void split(long hash, int lower) {
        int upper = newSegment();
        directory.split(hash, upper);
        UnsafeBuffer buffer = space.buffer(lower);
        int offset = space.offset(lower);
        UnsafeBuffer upperBuffer = space.buffer(upper);
        int upperOffset = space.offset(upper);
        int depth = ListSegment.depth(buffer, offset) + 1;
        int prefix = ListSegment.prefix(buffer, offset) << 1;
        markChanged(buffer, offset);
        markChanged(upperBuffer, upperOffset);
        ListSegment.place(buffer, offset, prefix, depth);
        ListSegment.place(upperBuffer, upperOffset, prefix + 1, depth);

        long size = (long) directory.cells() << depth;
        int kept = 0;
        int entries = ListSegment.count(buffer, offset);
        while (kept < entries && Hashing.scale(ListSegment.hashAt(buffer, offset, kept), size) == prefix) {
            kept++;
        }
        ListSegment.moveTail(buffer, offset, kept, upperBuffer, upperOffset);
    }

    /** Removes the key's entry; answers false when it has none. */
    boolean remove(long cardKey) {
        long position = find(cardKey);
        if (position == NONE) {
            return false;
        }
        int segment = segmentAt(position);
        markChanged(space.buffer(segment), space.offset(segment));
        ListSegment.remove(space.buffer(segment), space.offset(segment), indexAt(position));
        count--;
        return true;
    }

    /** What the filter alone says. */
    boolean filterMayContain(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        return segment != Directory.NONE && ListSegment.mayContain(space.buffer(segment), space.offset(segment), hash);
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
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        int from = ListSegment.lowerBound(buffer, offset, hash);
        int visited = Math.min(limit, ListSegment.count(buffer, offset) - from);
        ListEntries.visit(buffer, offset, from, from + visited, visitor);
        return visited;
    }

    /** The hash of the n-th entry that {@link #visit} from {@code hash} on meets in the first segment. */
    long hashOf(long hash, int n) {
        int segment = directory.segmentOf(hash);
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        return ListSegment.hashAt(buffer, offset, ListSegment.lowerBound(buffer, offset, hash) + n);
    }

    /** The first hash behind the segment that has the hashes around {@code hash}, 0 when it is the last. */
    long endOfSegment(long hash) {
        return directory.endOf(hash);
    }

    void forEach(EntryVisitor visitor) {
        for (int i = 0; i < segments.count(); i++) {
            UnsafeBuffer buffer = space.buffer(segments.get(i));
            int offset = space.offset(segments.get(i));
            ListEntries.visit(buffer, offset, 0, ListSegment.count(buffer, offset), visitor);
        }
    }

    /** Gives all segments back in constant time; the table must not be used afterwards. */
    void release() {
        space.recycle(segments);
    }
}
