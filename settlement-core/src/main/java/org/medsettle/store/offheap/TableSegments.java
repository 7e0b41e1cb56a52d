package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/**
 * The segments of one {@link InvalidListTable} in the order of their ordinals, and which of them have changed since a snapshot copied
 * them. Invariant: each header tells the segment's ordinal, its hashes and the cells of its table.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TableSegments {
    private final SegmentSpace space;
    private final SegmentList list;
    private final ChangedSegments changes = new ChangedSegments();

    TableSegments(SegmentSpace space, SegmentList list) {
        this.space = space;
        this.list = list;
        changes.growTo(list.count());
    }

    /** An empty segment of a table of so many cells. */
    int open(int cells) {
        int segment = space.allocate();
        ListSegment.begin(buffer(segment), offset(segment), cells, list.count());
        list.add(segment);
        changes.growTo(list.count());
        return segment;
    }

    UnsafeBuffer buffer(int segment) {
        return space.buffer(segment);
    }

    int offset(int segment) {
        return space.offset(segment);
    }

    int get(int ordinal) {
        return list.get(ordinal);
    }

    int count() {
        return list.count();
    }

    SegmentList list() {
        return list;
    }

    void markChanged(UnsafeBuffer buffer, int offset) {
        changes.mark(ListSegment.ordinal(buffer, offset));
    }

    /** The first changed segment, by ordinal, from {@code from} to {@code to}, or -1. */
    long nextChanged(long from, long to) {
        return changes.next(from, to);
    }

    /** Appends the bytes of a segment, which counts as unchanged from now on. */
    void copy(int ordinal, ByteBuffer target) {
        int segment = get(ordinal);
        buffer(segment).getBytes(offset(segment), target, ListSegment.BYTES);
        changes.clear(ordinal);
    }

    /** All entries, by the counts of the headers. */
    long entries() {
        long entries = 0;
        for (int i = 0; i < count(); i++) {
            entries += ListSegment.count(buffer(get(i)), offset(get(i)));
        }
        return entries;
    }

    void forEach(EntryVisitor visitor) {
        for (int i = 0; i < count(); i++) {
            UnsafeBuffer buffer = buffer(get(i));
            int offset = offset(get(i));
            ListEntries.visit(buffer, offset, 0, ListSegment.count(buffer, offset), visitor);
        }
    }

    void forEachHash(LongConsumer visitor) {
        for (int i = 0; i < count(); i++) {
            UnsafeBuffer buffer = buffer(get(i));
            int offset = offset(get(i));
            int entries = ListSegment.count(buffer, offset);
            for (int entry = 0; entry < entries; entry++) {
                visitor.accept(ListSegment.hashAt(buffer, offset, entry));
            }
        }
    }

    /** A directory made from the headers alone; what does not cover all hashes once breaks an invariant. */
    Directory directory() {
        int cells = 1;
        int depth = 0;
        for (int i = 0; i < count(); i++) {
            cells = ListSegment.cells(buffer(get(i)), offset(get(i)));
            depth = Math.max(depth, ListSegment.depth(buffer(get(i)), offset(get(i))));
        }
        Directory directory = new Directory(cells, depth);
        for (int i = 0; i < count(); i++) {
            UnsafeBuffer buffer = buffer(get(i));
            int offset = offset(get(i));
            Invariant.check(ListSegment.cells(buffer, offset) == cells, "segments agree about their table");
            Invariant.check(ListSegment.ordinal(buffer, offset) == i, "a segment stands where its header says");
            directory.place(ListSegment.prefix(buffer, offset), ListSegment.depth(buffer, offset), get(i));
        }
        Invariant.check(directory.isWhole(), "the segments of a list cover the cells they lie in");
        return directory;
    }

    /** Gives all segments back in constant time; they must not be used afterwards. */
    void release() {
        space.recycle(list);
    }
}
