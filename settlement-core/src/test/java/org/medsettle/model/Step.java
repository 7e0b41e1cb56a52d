package org.medsettle.model;

import java.time.Instant;
import java.time.ZoneOffset;
import org.medsettle.command.Command;

/** One command of a generated run, with its sequence (a query has that of the last journalled command) and time. */
public record Step(Order order, Command command, long sequence, long timeMs) {
    /** The step in words. */
    public String words() {
        return "#" + sequence + " " + Instant.ofEpochMilli(timeMs).atOffset(ZoneOffset.ofHours(8)) + " " + order;
    }
}
