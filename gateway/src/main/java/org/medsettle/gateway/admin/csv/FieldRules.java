package org.medsettle.gateway.admin.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import org.medsettle.domain.Fen;

/**
 * The forms of values in import files. Each method answers {@link #WRONG} (or false) for anything else, never throws.
 *
 * <p>Threads: stateless. Units: fen, epoch days, epoch seconds.
 */
public final class FieldRules {
    public static final long WRONG = Long.MIN_VALUE;

    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final int DATE_CHARS = 10;
    private static final int PLAIN_TIME_CHARS = 19;
    private static final int[] LAST_DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private FieldRules() {}

    /** True for 1 to {@code maxChars} visible ASCII characters. */
    public static boolean isAscii(String text, int maxChars) {
        if (text.isEmpty() || text.length() > maxChars) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** True for 1 to {@code maxChars} characters without control characters. */
    public static boolean isText(String text, int maxChars) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= maxChars
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** A whole number of 1 to {@code maxDigits} (at most 9) digits. */
    public static long whole(String text, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return WRONG;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return WRONG;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** An area: exactly six digits, not all of them 0. */
    public static long area(String text) {
        long value = text.length() == 6 ? whole(text, 6) : WRONG;
        return value > 0 ? value : WRONG;
    }

    /** An amount in yuan with at most two places, in fen. */
    public static long yuan(String text) {
        int point = text.indexOf('.');
        String yuan = point < 0 ? text : text.substring(0, point);
        String cents = point < 0 ? "00" : text.substring(point + 1);
        long whole = whole(yuan, 8);
        long rest = cents.length() == 1 ? whole(cents + "0", 2) : cents.length() == 2 ? whole(cents, 2) : WRONG;
        if (whole == WRONG || rest == WRONG) {
            return WRONG;
        }
        long fen = whole * 100 + rest;
        return fen <= Fen.MAX_BILL_FEN ? fen : WRONG;
    }

    /** A date yyyy-MM-dd as epoch day. */
    public static long epochDay(String text) {
        return text.length() == DATE_CHARS ? epochDayAt(text) : WRONG;
    }

    /** The date in the first ten characters. A formatter takes ten times as long, and files have millions of dates. */
    private static long epochDayAt(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        boolean isDate = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= LAST_DAYS[month]
                && (month != 2 || day <= 28 || Year.isLeap(year));
        return isDate ? LocalDate.of(year, month, day).toEpochDay() : WRONG;
    }

    /** The number that {@code count} digits at {@code from} make, or -1 when one of them is no digit. */
    private static int digits(String text, int from, int count) {
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

    /** An ISO date-time, in Asia/Shanghai when it names no offset, as epoch second; years before 1970 are wrong. */
    public static long epochSecond(String text) {
        long plain = text.length() == PLAIN_TIME_CHARS ? plainEpochSecond(text) : WRONG;
        return plain != WRONG ? plain : isoEpochSecond(text);
    }

    /** A date-time to the second without an offset, which is what nearly every line has; anything else is WRONG here. */
    private static long plainEpochSecond(String text) {
        long day = epochDayAt(text);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        boolean isTime = (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && day != WRONG
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        long epochSecond = day * 86_400 + hour * 3_600L + minute * 60L + second - SHANGHAI.getTotalSeconds();
        return isTime && epochSecond > 0 ? epochSecond : WRONG;
    }

    private static long isoEpochSecond(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            boolean local =
                    iso.length() <= 10 || (iso.indexOf('Z') < 0 && iso.indexOf('+') < 0 && iso.lastIndexOf('-') < 10);
            long second = local
                    ? LocalDateTime.parse(iso).toEpochSecond(SHANGHAI)
                    : OffsetDateTime.parse(iso).toEpochSecond();
            return second > 0 ? second : WRONG;
        } catch (DateTimeException malformed) {
            return WRONG;
        }
    }
}
