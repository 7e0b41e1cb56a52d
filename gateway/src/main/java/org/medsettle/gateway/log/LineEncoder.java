package org.medsettle.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.medsettle.domain.mask.TextMask;

/** One form of log lines. Threads: implementations are stateless. */
@FunctionalInterface
interface LineEncoder {
    /**
     * The lines of an event, each with its line feed.
     *
     * @param suppressed how many like it were left out before it
     */
    String encode(ILoggingEvent event, TextMask mask, String node, long suppressed);
}
