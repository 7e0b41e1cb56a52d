package org.medsettle.store.offheap;

import org.medsettle.common.Invariant;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/**
 * Walks a table in the order of its hash, page by page: entries lie in that order within a segment, and segments in that
 * order under their directory.
 *
 * <p>Threads: stateless. Invariant: a page looks into at most {@value #MAX_SEGMENTS} segments, so its cost does not depend
 * on the list's size.
 */
final class ListPager {
    static final int MAX_SEGMENTS = 64;
    static final int MAX_LIMIT = 256;

    private ListPager() {}

    /** See {@link InvalidListStore#page}. */
    static long page(InvalidListTable table, long cursor, int limit, EntryVisitor visitor) {
        Invariant.check(limit > 0 && limit <= MAX_LIMIT, "a page has a size within bounds");
        long from = cursor;
        int left = limit;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            int visited = table.visit(from, left, visitor);
            if (visited == left) {
                return table.hashOf(from, visited - 1) + 1;
            }
            left -= visited;
            from = table.endOfSegment(from);
            if (from == 0) {
                return 0;
            }
        }
        return from;
    }
}
