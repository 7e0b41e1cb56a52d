package org.medsettle.gateway.his.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The Date field of answers, formatted once a second. */
@ThreadConfined(Threads.EVENT_LOOP)
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final EpochClock clock;
    private long second = Long.MIN_VALUE;
    private byte[] text = {};

    HttpDate(EpochClock clock) {
        this.clock = clock;
    }

    /** Now, in ASCII; not to be changed. */
    byte[] now() {
        long now = Math.floorDiv(clock.epochMs(), 1_000);
        if (now != second) {
            second = now;
            text = FORMAT.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
        }
        return text;
    }
}
