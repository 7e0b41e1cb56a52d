package org.medsettle.gateway.pos;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;

/**
 * Takes instants and dates apart into what fields 12, 13 and 15 show, in Asia/Shanghai.
 *
 * <p>Units: epoch milliseconds, epoch days. Dates by Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CalendarTime {
    private CalendarTime() {}

    /** hhmmss. */
    static int time(long epochMs) {
        int second = (int) (Math.floorMod(epochMs + BusinessDay.OFFSET_MS, BusinessDay.DAY_MS) / 1_000);
        return second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60;
    }

    /** MMDD. */
    static int monthDay(int epochDay) {
        long z = epochDay + 719_468L;
        long dayOfEra = Math.floorMod(z, 146_097L);
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (int) ((5 * dayOfYear + 2) / 153);
        int day = (int) dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        return (shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9) * 100 + day;
    }
}
