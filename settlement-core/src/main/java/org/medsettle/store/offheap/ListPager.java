package org.medsettle.store.offheap;

import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/**
 * Walks a table in the order of its hash, page by page: the next entries are chosen out of the segment that holds the
 * cursor, then out of its neighbour.
 *
 * <p>Invariant: a page looks into at most {@value #MAX_SEGMENTS} segments, so its cost does not depend on the list's size.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ListPager {
    static final int MAX_SEGMENTS = 64;
    static final int MAX_LIMIT = 256;

    private final long[] orders = new long[MAX_LIMIT];
    private final long[] keys = new long[MAX_LIMIT];
    private int chosen;

    /** See {@link InvalidListStore#page}. */
    long page(InvalidListTable table, long cursor, int limit, EntryVisitor visitor) {
        Invariant.check(limit > 0 && limit <= MAX_LIMIT, "a page has a size within bounds");
        long from = cursor;
        int left = limit;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            choose(table, from, left);
            visit(table, visitor);
            left -= chosen;
            if (left == 0) {
                return orders[chosen - 1] + 1;
            }
            from = table.endOfSegment(from);
            if (from == 0) {
                return 0;
            }
        }
        return from;
    }

    /** Keeps the {@code limit} first entries of the segment from {@code from} on, in order. */
    private void choose(InvalidListTable table, long from, int limit) {
        chosen = 0;
        int segment = table.segmentOf(from);
        if (table.entriesIn(segment) == 0) {
            return;
        }
        for (int slot = 0; slot < InvalidListTable.SLOTS; slot++) {
            long key = table.keyAt(segment, slot);
            if (key != 0) {
                long order = InvalidListStore.order(key);
                if (Long.compareUnsigned(order, from) >= 0) {
                    insert(order, key, limit);
                }
            }
        }
    }

    private void insert(long order, long key, int limit) {
        int at = chosen;
        while (at > 0 && Long.compareUnsigned(orders[at - 1], order) > 0) {
            at--;
        }
        if (at == limit) {
            return;
        }
        chosen = Math.min(chosen + 1, limit);
        System.arraycopy(orders, at, orders, at + 1, chosen - at - 1);
        System.arraycopy(keys, at, keys, at + 1, chosen - at - 1);
        orders[at] = order;
        keys[at] = key;
    }

    private void visit(InvalidListTable table, EntryVisitor visitor) {
        for (int i = 0; i < chosen; i++) {
            long position = table.find(keys[i]);
            visitor.entry(keys[i], table.reason(position), table.fromSeconds(position), table.toSeconds(position));
        }
    }
}
