package org.medsettle.gateway.admin;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Business dates as calls and answers write them, YYYY-MM-DD. Threads: stateless. Units: epoch days. */
final class DayText {
    private static final int CHARS = 10;

    private DayText() {}

    /** The day after 1970-01-01 that {@code text} names, or {@code null} when it names none. */
    static @Nullable Integer parse(@Nullable String text) {
        if (text == null || text.length() != CHARS) {
            return null;
        }
        try {
            int day = (int) LocalDate.parse(text).toEpochDay();
            return day > 0 ? (Integer) day : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    static String of(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
