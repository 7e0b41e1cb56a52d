package org.medsettle.gateway.his;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Writes dates and times as the interface spells them, in Asia/Shanghai. Units: epoch milliseconds. */
@ThreadConfined(Threads.EVENT_LOOP)
final class TimeEncoder {
    private final JsonWriter json;
    private final ShanghaiTime time = new ShanghaiTime();

    TimeEncoder(JsonWriter json) {
        this.json = json;
    }

    /** {@code yyyyMMddHHmmss} into an open text. */
    void appendCompact(long epochMs) {
        time.set(epochMs);
        json.appendDigits(time.year(), 4)
                .appendDigits(time.month(), 2)
                .appendDigits(time.day(), 2)
                .appendDigits(time.hour(), 2)
                .appendDigits(time.minute(), 2)
                .appendDigits(time.second(), 2);
    }

    /** {@code yyyyMMddHHmmssSSS}. */
    void compactMillis(byte[] name, long epochMs) {
        json.openText(name);
        appendCompact(epochMs);
        json.appendDigits(time.milli(), 3).closeText();
    }

    /** {@code yyyy-MM-dd HH:mm:ss}. */
    void dateTime(byte[] name, long epochMs) {
        time.set(epochMs);
        json.openText(name)
                .appendDigits(time.year(), 4)
                .append('-')
                .appendDigits(time.month(), 2)
                .append('-')
                .appendDigits(time.day(), 2)
                .append(' ')
                .appendDigits(time.hour(), 2)
                .append(':')
                .appendDigits(time.minute(), 2)
                .append(':')
                .appendDigits(time.second(), 2)
                .closeText();
    }

    /** {@code yyyy-MM-dd HH:mm:ss}, empty for 0. */
    void dateTimeOrEmpty(byte[] name, long epochMs) {
        if (epochMs == 0) {
            json.text(name, "");
        } else {
            dateTime(name, epochMs);
        }
    }

    /** {@code yyyy-MM-dd} of a date given as the number yyyyMMdd. */
    void date(byte[] name, int yyyyMMdd) {
        json.openText(name)
                .appendDigits(yyyyMMdd / 10_000, 4)
                .append('-')
                .appendDigits(yyyyMMdd / 100, 2)
                .append('-')
                .appendDigits(yyyyMMdd, 2)
                .closeText();
    }

    /** The year of an instant, four digits. */
    void year(byte[] name, long epochMs) {
        json.digits(name, time.set(epochMs).year(), 4);
    }

    /**
     * Age in tenths of a year at an instant: whole years, and the part of the running year in tenths, rounded but never
     * up to the next birthday.
     */
    int ageTenths(int birthDate, long epochMs) {
        time.set(epochMs);
        int birthYear = birthDate / 10_000;
        int birthMonth = birthDate / 100 % 100;
        int birthDay = birthDate % 100;
        boolean before = time.month() * 100 + time.day() < birthMonth * 100 + birthDay;
        int years = time.year() - birthYear - (before ? 1 : 0);
        long today = ShanghaiTime.dayOf(time.year(), time.month(), time.day());
        long last = birthday(birthYear + years, birthMonth, birthDay);
        long next = birthday(birthYear + years + 1, birthMonth, birthDay);
        if (years < 0 || last == ShanghaiTime.INVALID || next == ShanghaiTime.INVALID) {
            return 0;
        }
        long tenths = ((today - last) * 20 + (next - last)) / (2 * (next - last));
        return years * 10 + (int) Math.min(9, tenths);
    }

    /** Who is born on the 29th of February has the 1st of March in other years. */
    private static long birthday(int year, int month, int day) {
        long date = ShanghaiTime.dayOf(year, month, day);
        return date == ShanghaiTime.INVALID && month == 2 && day == 29 ? ShanghaiTime.dayOf(year, 3, 1) : date;
    }
}
