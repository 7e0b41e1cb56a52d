package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of WORK_CALENDAR: the days that differ from the week, Monday to Friday being worked otherwise. Public holidays on
 * working days, and the weekend days on which their work is made up. The command replaces what was there.
 *
 * <p>Units: epoch days, in ascending order.
 */
public final class WorkCalendarBody extends RecordView {
    /** Most days a calendar names: some 300 years of holidays. */
    public static final int MAX_DAYS = 8_000;

    private static final int COUNT = 0;
    private static final int RESERVED = 4;
    private static final int DAYS = 8;
    private static final int DAY_BYTES = 4;
    /** Length without days. */
    public static final int HEAD_BYTES = DAYS;

    public int dayCount() {
        return getInt(COUNT);
    }

    public int day(int index) {
        return getInt(DAYS + DAY_BYTES * index) >> 1;
    }

    /** True for a day that is worked, false for a holiday. */
    public boolean isWorked(int index) {
        return (getInt(DAYS + DAY_BYTES * index) & 1) != 0;
    }

    /** Begins with no day. */
    public WorkCalendarBody begin() {
        putInt(COUNT, 0);
        putInt(RESERVED, 0);
        return this;
    }

    public WorkCalendarBody day(int epochDay, boolean worked) {
        int index = dayCount();
        putInt(DAYS + DAY_BYTES * index, epochDay << 1 | (worked ? 1 : 0));
        putInt(COUNT, index + 1);
        return this;
    }

    /** Bytes of a body with this many days. */
    public static int length(int days) {
        return HEAD_BYTES + DAY_BYTES * days;
    }
}
