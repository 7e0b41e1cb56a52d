package org.medsettle.domain;

/**
 * The calendar of the business: dates are days since 1970-01-01 in Asia/Shanghai (UTC+8 without daylight saving since
 * 1992, so a fixed offset is exact for every time the server can meet).
 *
 * <p>Threads: stateless. Units: times in epoch milliseconds, dates in epoch days, the cut in minutes after local midnight.
 */
public final class BusinessDay {
    public static final long OFFSET_MS = 8 * 3_600_000L;
    public static final long DAY_MS = 86_400_000L;

    /** No date at all. */
    public static final int NO_SUCH_DAY = Integer.MIN_VALUE;

    private BusinessDay() {}

    /** Local calendar date of an instant. */
    public static int dateOf(long epochMs) {
        return (int) Math.floorDiv(epochMs + OFFSET_MS, DAY_MS);
    }

    /** Business date of an instant when the day is cut {@code cutMinutes} after midnight. */
    public static int businessDateOf(long epochMs, int cutMinutes) {
        return dateOf(epochMs - cutMinutes * 60_000L);
    }

    /**
     * The date closest to {@code epochDay} on which a calendar shows month and day {@code monthDay} (MMDD as a number), or
     * {@link #NO_SUCH_DAY}.
     */
    public static int nearest(int monthDay, int epochDay) {
        int month = monthDay / 100;
        int day = monthDay % 100;
        int nearest = NO_SUCH_DAY;
        int year = yearOf(epochDay);
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            if (month >= 1 && month <= 12 && day >= 1 && day <= daysIn(candidate, month)) {
                int date = dateOf(candidate, month, day);
                if (nearest == NO_SUCH_DAY || Math.abs(date - epochDay) < Math.abs(nearest - epochDay)) {
                    nearest = date;
                }
            }
        }
        return nearest;
    }

    /** Month and day of a date, MMDD as a number. */
    public static int monthDayOf(int epochDay) {
        int year = yearOf(epochDay);
        int month = 12;
        while (dateOf(year, month, 1) > epochDay) {
            month--;
        }
        return 100 * month + epochDay - dateOf(year, month, 1) + 1;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days from civil, by the same author. */
    private static int dateOf(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /** The year of a date (civil-from-days, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
    public static int yearOf(int epochDay) {
        long z = epochDay + 719_468L;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097L;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (int) ((5 * dayOfYear + 2) / 153);
        return (int) (yearOfEra + era * 400) + (month >= 10 ? 1 : 0);
    }
}
