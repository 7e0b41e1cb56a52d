package org.medsettle.bench.his;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.medsettle.bench.workload.RequestBuffer;

/**
 * Makes msgids as institutions do: the twelve characters of the institution, the second (Asia/Shanghai) and a number of
 * four digits within it.
 *
 * <p>Threads: one. Invariant: no msgid is made twice, by this run or an earlier one, unless the clock goes back. Failure:
 * {@link #claim} answers false when an institution has used up its ten thousand of this second.
 */
final class MessageIds {
    static final int LENGTH = 30;
    static final int PER_SECOND = 10_000;
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final int[] used;
    private long second = Long.MIN_VALUE;
    private String compact = "";
    private String spaced = "";

    MessageIds(int institutions) {
        used = new int[institutions];
    }

    /** Steps to the second of {@code epochMs}; an earlier one is ignored. */
    void tick(long epochMs) {
        long now = Math.floorDiv(epochMs, 1_000L);
        if (now > second) {
            second = now;
            Instant at = Instant.ofEpochSecond(now);
            compact = COMPACT.format(at);
            spaced = SPACED.format(at);
            Arrays.fill(used, 0);
        }
    }

    /** Takes the next number of this institution in this second; false when there is none left. */
    boolean claim(int institution) {
        if (used[institution] == PER_SECOND) {
            return false;
        }
        used[institution]++;
        return true;
    }

    /** Puts the msgid claimed last for this institution. */
    void put(int institution, String code, RequestBuffer to) {
        to.put(code).put(compact).putDigits(used[institution] - 1, 4);
    }

    /** The msgid claimed last for this institution, as text. */
    String text(int institution, String code) {
        String number = Integer.toString(used[institution] - 1);
        return code + compact + "0".repeat(4 - number.length()) + number;
    }

    /** The second as inf_time wants it. */
    String time() {
        return spaced;
    }
}
