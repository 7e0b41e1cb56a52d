package org.medsettle.gateway.his;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;

/**
 * Dates and times of the interface, all in Asia/Shanghai (a fixed UTC+8, see {@link BusinessDay}): texts to numbers, and
 * numbers to the parts of texts.
 *
 * <p>Units: epoch days, epoch seconds, epoch milliseconds. Dates by Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms".
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ShanghaiTime {
    static final long INVALID = Long.MIN_VALUE;
    private static final int YEAR_MIN = 1900;

    private int year;
    private int month;
    private int day;
    private int secondOfDay;
    private int milli;

    /** Takes an instant apart. */
    ShanghaiTime set(long epochMs) {
        long local = epochMs + BusinessDay.OFFSET_MS;
        long date = Math.floorDiv(local, BusinessDay.DAY_MS);
        int milliOfDay = (int) Math.floorMod(local, BusinessDay.DAY_MS);
        secondOfDay = milliOfDay / 1_000;
        milli = milliOfDay % 1_000;
        long z = date + 719_468L;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097L;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (int) ((5 * dayOfYear + 2) / 153);
        day = (int) dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return this;
    }

    int year() {
        return year;
    }

    int month() {
        return month;
    }

    int day() {
        return day;
    }

    int hour() {
        return secondOfDay / 3_600;
    }

    int minute() {
        return secondOfDay / 60 % 60;
    }

    int second() {
        return secondOfDay % 60;
    }

    int milli() {
        return milli;
    }

    /** Epoch seconds of {@code yyyy-MM-dd HH:mm:ss}, or {@link #INVALID}. */
    static long secondsOf(CharSequence text) {
        boolean formed = text.length() == 19
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!formed) {
            return INVALID;
        }
        long date = dayOf(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
        long seconds = secondOfDay(digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2));
        return date == INVALID || seconds == INVALID
                ? INVALID
                : date * 86_400 + seconds - BusinessDay.OFFSET_MS / 1_000;
    }

    /** Epoch day of {@code yyyyMMddHHmmss} at {@code from}, or {@link #INVALID} unless date and time are real. */
    static long dayOfCompact(CharSequence text, int from) {
        long date = dayOf(digits(text, from, 4), digits(text, from + 4, 2), digits(text, from + 6, 2));
        long seconds = secondOfDay(digits(text, from + 8, 2), digits(text, from + 10, 2), digits(text, from + 12, 2));
        return seconds == INVALID ? INVALID : date;
    }

    /** Epoch day of a date, or {@link #INVALID} when there is no such day. */
    static long dayOf(int year, int month, int day) {
        if (year < YEAR_MIN || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return INVALID;
        }
        long shiftedYear = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shiftedYear, 400L);
        long yearOfEra = shiftedYear - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static long secondOfDay(int hour, int minute, int second) {
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid ? hour * 3_600L + minute * 60L + second : INVALID;
    }

    /** The number that {@code count} digits at {@code from} make, or -1. */
    private static int digits(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
