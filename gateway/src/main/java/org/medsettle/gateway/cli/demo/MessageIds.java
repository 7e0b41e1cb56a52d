package org.medsettle.gateway.cli.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The {@code msgid}s of every institution: its code, a second, and four digits. The n-th id of an institution follows
 * from n, so that a witness need keep a number only.
 *
 * <p>Invariant: no id is given twice by one instance.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MessageIds {
    private static final int PER_SECOND = 10_000;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private final List<Venue> venues;
    private final int[] counts;
    private final LocalDateTime begin;
    private long cachedSecond = -1;
    private String cachedText = "";

    MessageIds(List<Venue> venues, Instant begin) {
        this.venues = venues;
        this.begin = LocalDateTime.ofInstant(begin, DemoPopulation.SHANGHAI);
        counts = new int[venues.size()];
    }

    /** Takes the institution's next number. */
    int next(int venue) {
        return counts[venue]++;
    }

    /** The 30 characters of a number that was taken. */
    String text(int venue, int number) {
        int rest = number % PER_SECOND;
        String digits = Integer.toString(rest);
        return venues.get(venue).code() + second(number / PER_SECOND) + "0000".substring(digits.length()) + digits;
    }

    private String second(int second) {
        if (second != cachedSecond) {
            cachedSecond = second;
            cachedText = SECOND.format(begin.plusSeconds(second));
        }
        return cachedText;
    }
}
