package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/** Tells the entries of a {@link ListSegment} to whoever wants to know them whole. Threads: stateless. */
final class ListEntries {
    private ListEntries() {}

    /** The entries from {@code from} to before {@code to}, in order. */
    static void visit(UnsafeBuffer buffer, int offset, int from, int to, EntryVisitor visitor) {
        for (int index = from; index < to; index++) {
            visitor.entry(
                    InvalidListStore.keyOf(ListSegment.hashAt(buffer, offset, index)),
                    ListSegment.reason(buffer, offset, index),
                    ListSegment.fromSeconds(buffer, offset, index),
                    ListSegment.toSeconds(buffer, offset, index));
        }
    }
}
