package org.medsettle.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.domain.mask.TextMask;
import org.slf4j.event.KeyValuePair;

/** A line to be read by eye, times in Asia/Shanghai; an exception follows in lines of its own. Threads: stateless. */
final class TextLineEncoder implements LineEncoder {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(8));
    private static final int MAX_FRAMES = 12;

    @Override
    public String encode(ILoggingEvent event, TextMask mask, String node, long suppressed) {
        MaskedEvent masked = new MaskedEvent(event, mask);
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(event.getInstant()))
                .append(String.format(Locale.ROOT, " %-5s %-16s ", event.getLevel(), masked.code()))
                .append(masked.logger())
                .append(": ")
                .append(masked.message());
        for (KeyValuePair pair : masked.values()) {
            line.append(' ').append(pair.key).append('=').append(pair.value);
        }
        if (suppressed > 0) {
            line.append(" (").append(suppressed).append(" more like it were left out)");
        }
        line.append('\n');
        for (MaskedEvent.Failure error : masked.errors()) {
            line.append("  ")
                    .append(error.type())
                    .append(": ")
                    .append(error.message())
                    .append('\n');
            error.stack().stream()
                    .limit(MAX_FRAMES)
                    .forEach(frame -> line.append("    at ").append(frame).append('\n'));
        }
        return line.toString();
    }
}
