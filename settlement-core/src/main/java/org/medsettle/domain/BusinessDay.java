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

    private BusinessDay() {}

    /** Local calendar date of an instant. */
    public static int dateOf(long epochMs) {
        return (int) Math.floorDiv(epochMs + OFFSET_MS, DAY_MS);
    }

    /** Business date of an instant when the day is cut {@code cutMinutes} after midnight. */
    public static int businessDateOf(long epochMs, int cutMinutes) {
        return dateOf(epochMs - cutMinutes * 60_000L);
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
