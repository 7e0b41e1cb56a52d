package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.ClearingTotal;

/**
 * Body of a DAY_TOTALS reply: some clearing totals of one business date, each with the code of its institution, and where the
 * next page begins, and through which date the books are closed. A page may be short, or empty, while more follows.
 *
 * <p>Units: epoch days. Invariant: whoever walks from the first page to the last meets every total once that was there at the
 * beginning; each is as of the page it came in.
 */
public final class DayTotalsReply extends RecordView {
    public static final int MAX_TOTALS = 64;
    /** {@link #closedThrough} while no day has been closed. */
    public static final int NEVER_CLOSED = Integer.MIN_VALUE;

    private static final int DATE = 0;
    private static final int COUNT = 4;
    private static final int NEXT_CURSOR = 8;
    private static final int CLOSED_THROUGH = 16;
    private static final int TOTALS = 24;
    private static final int TOTAL_BYTES = Institution.CODE_BYTES + ClearingTotal.BYTES;
    /** Bytes of every body. */
    public static final int BYTES = TOTALS + MAX_TOTALS * TOTAL_BYTES;

    public int businessDate() {
        return getInt(DATE);
    }

    public int count() {
        return getInt(COUNT);
    }

    /** Cursor of the next page, 0 for none. */
    public long nextCursor() {
        return getLong(NEXT_CURSOR);
    }

    /** Last business date that has been closed, {@link #NEVER_CLOSED} for none. */
    public int closedThrough() {
        return getInt(CLOSED_THROUGH);
    }

    public String institution(int index) {
        return AsciiField.get(buffer, at(index), Institution.CODE_BYTES);
    }

    /** Points {@code view} at a total. */
    public void total(int index, ClearingTotal view) {
        view.wrap(buffer, at(index) + Institution.CODE_BYTES);
    }

    /** An empty page. */
    public DayTotalsReply begin(int businessDate, int closedThrough) {
        putInt(DATE, businessDate);
        putInt(CLOSED_THROUGH, closedThrough);
        putInt(COUNT, 0);
        putLong(NEXT_CURSOR, 0);
        return this;
    }

    /** Copies a total in; at most {@link #MAX_TOTALS}. */
    public void add(Institution institution, ClearingTotal total) {
        int at = at(count());
        AsciiField.copy(institution.buffer(), institution.codeOffset(), buffer, at, Institution.CODE_BYTES);
        buffer.put(at + Institution.CODE_BYTES, total.buffer(), total.offset(), ClearingTotal.BYTES);
        putInt(COUNT, count() + 1);
    }

    public DayTotalsReply next(long cursor) {
        putLong(NEXT_CURSOR, cursor);
        return this;
    }

    private int at(int index) {
        return offset + TOTALS + index * TOTAL_BYTES;
    }
}
