package org.medsettle.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What the rules of cards' lives decide with: areas' own terms of temporary loss, the limit of reimbursements, and the
 * calendar of working days, as the last CARD_TERMS and WORK_CALENDAR commands left them.
 *
 * <p>Units: days, fen (0 is no limit), epoch days. Invariant: areas and days stand in ascending order; a ledger that never
 * had either command has a hash of 0, so that journals from before them keep their digests.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class CardTerms {
    private static final int MAX_AREA = 999_999;
    private static final int CITY = 100;
    private static final int PROVINCE = 10_000;
    private static final int DAYS_PER_WEEK = 7;
    private static final int MONDAY_TO_FRIDAY = 5;
    /** What to add to an epoch day so that a Monday is divisible by seven: day 0 was a Thursday. */
    private static final int FROM_MONDAY = 3;

    private long reimbursementLimitFen;
    private int[] areas = new int[0];
    private int[] lossDays = new int[0];
    private int[] calendarDays = new int[0];
    private boolean[] worked = new boolean[0];

    /** Takes the terms over, or answers false and changes nothing when one is out of range or order. */
    boolean take(CardTermsBody body, int length) {
        if (length < CardTermsBody.HEAD_BYTES || body.reimbursementLimitFen() < 0) {
            return false;
        }
        int count = body.areaCount();
        if (count < 0 || count > CardTermsBody.MAX_AREAS || length < CardTermsBody.length(count)) {
            return false;
        }
        int last = 0;
        for (int i = 0; i < count; i++) {
            boolean valid = body.area(i) > last
                    && body.area(i) <= MAX_AREA
                    && body.lossDays(i) >= 1
                    && body.lossDays(i) <= RulesInForce.MAX_LOSS_DAYS;
            if (!valid) {
                return false;
            }
            last = body.area(i);
        }
        reimbursementLimitFen = body.reimbursementLimitFen();
        areas = new int[count];
        lossDays = new int[count];
        for (int i = 0; i < count; i++) {
            areas[i] = body.area(i);
            lossDays[i] = body.lossDays(i);
        }
        return true;
    }

    /** Takes the calendar over, or answers false and changes nothing when its days are not in ascending order. */
    boolean take(WorkCalendarBody body, int length) {
        if (length < WorkCalendarBody.HEAD_BYTES) {
            return false;
        }
        int count = body.dayCount();
        if (count < 0 || count > WorkCalendarBody.MAX_DAYS || length < WorkCalendarBody.length(count)) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            if (body.day(i) <= body.day(i - 1)) {
                return false;
            }
        }
        calendarDays = new int[count];
        worked = new boolean[count];
        for (int i = 0; i < count; i++) {
            calendarDays[i] = body.day(i);
            worked[i] = body.isWorked(i);
        }
        return true;
    }

    /** Days of a temporary loss report in an area: its own, else its city's, else its province's, else {@code general}. */
    int lossDays(int area, int general) {
        int own = Arrays.binarySearch(areas, area);
        if (own < 0) {
            own = Arrays.binarySearch(areas, area - area % CITY);
        }
        if (own < 0) {
            own = Arrays.binarySearch(areas, area - area % PROVINCE);
        }
        return own < 0 ? general : lossDays[own];
    }

    /** Whether this much may be reimbursed for one loss report. */
    boolean allowReimbursed(long fen) {
        return reimbursementLimitFen == 0 || fen <= reimbursementLimitFen;
    }

    /** The {@code count}-th working day after a day. The calendar is finite, so the search ends. */
    int workingDayAfter(int epochDay, int count) {
        int day = epochDay;
        int left = count;
        while (left > 0) {
            day++;
            left -= isWorked(day) ? 1 : 0;
        }
        return day;
    }

    private boolean isWorked(int epochDay) {
        int named = Arrays.binarySearch(calendarDays, epochDay);
        return named >= 0 ? worked[named] : Math.floorMod(epochDay + FROM_MONDAY, DAYS_PER_WEEK) < MONDAY_TO_FRIDAY;
    }

    void save(ByteBuffer target) {
        target.putLong(reimbursementLimitFen).putInt(areas.length).putInt(calendarDays.length);
        for (int i = 0; i < areas.length; i++) {
            target.putInt(areas[i]).putInt(lossDays[i]);
        }
        for (int i = 0; i < calendarDays.length; i++) {
            target.putInt(calendarDays[i] << 1 | (worked[i] ? 1 : 0));
        }
    }

    void restore(ByteBuffer source) {
        reimbursementLimitFen = source.getLong();
        areas = new int[source.getInt()];
        lossDays = new int[areas.length];
        calendarDays = new int[source.getInt()];
        worked = new boolean[calendarDays.length];
        for (int i = 0; i < areas.length; i++) {
            areas[i] = source.getInt();
            lossDays[i] = source.getInt();
        }
        for (int i = 0; i < calendarDays.length; i++) {
            int day = source.getInt();
            calendarDays[i] = day >> 1;
            worked[i] = (day & 1) != 0;
        }
    }

    long stateHash() {
        if (reimbursementLimitFen == 0 && areas.length == 0 && calendarDays.length == 0) {
            return 0;
        }
        long hash = reimbursementLimitFen;
        for (int i = 0; i < areas.length; i++) {
            hash = Hashing.fold(hash, (long) areas[i] << Integer.SIZE | lossDays[i]);
        }
        hash = Hashing.fold(hash, areas.length);
        for (int i = 0; i < calendarDays.length; i++) {
            hash = Hashing.fold(hash, (long) calendarDays[i] << 1 | (worked[i] ? 1 : 0));
        }
        return Hashing.fold(hash, calendarDays.length);
    }
}
