package org.medsettle.common;

import org.slf4j.Logger;
import org.slf4j.MarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What the log can tell of, each with a name that never changes: alerts and searches go by it, while sentences may get better.
 * {@code docs/ops/logs.md} lists them, and a test compares.
 *
 * <p>Threads: immutable.
 */
public enum LogEvent {
    WARMED_UP(Level.INFO),
    RECOVERING(Level.INFO),
    RECOVERED(Level.INFO),
    READY(Level.INFO),
    DRAINING(Level.INFO),
    STOPPED(Level.INFO),
    DRAIN_TIMEOUT(Level.WARN),
    SIGNALS_UNSUPPORTED(Level.WARN),
    HALTED(Level.ERROR),

    CONFIG_RELOADED(Level.INFO),
    CONFIG_REFUSED(Level.ERROR),

    JOURNAL_READY(Level.DEBUG),
    JOURNAL_REFUSED(Level.ERROR),
    TORN_WRITE_CUT(Level.WARN),
    SEGMENT_SUPPLY_FAILED(Level.ERROR),
    SEGMENT_SUPPLY_DIED(Level.ERROR),
    SEGMENT_NOT_CLOSED(Level.WARN),
    JOURNAL_STALLED(Level.ERROR),
    JOURNAL_GOES_ON(Level.WARN),
    SPACE_SHORT(Level.ERROR),
    SPACE_BACK(Level.WARN),

    SNAPSHOT_TAKEN(Level.INFO),
    SNAPSHOT_FAILED(Level.ERROR),
    SNAPSHOT_DAMAGED(Level.ERROR),
    SNAPSHOTS_BAD(Level.ERROR),
    SNAPSHOT_TIDIED(Level.INFO),
    SNAPSHOT_NOT_DELETED(Level.ERROR),

    FEED_APPLIED(Level.INFO),
    FEED_REJECTED(Level.ERROR),
    FEED_WAITS(Level.WARN),
    DROP_FOLDER_FAILED(Level.ERROR),
    CARDS_SWEPT(Level.INFO),

    CONNECTION_FAULT(Level.ERROR),
    LANE_GONE(Level.WARN),

    AUDIT_WRITING(Level.INFO),
    AUDIT_FAILED(Level.ERROR),
    AUDIT_UNTOLD(Level.WARN);

    private final Level level;

    LogEvent(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }

    /** Begins a line about this event; its arguments and key-values are masked where they are texts. */
    public LoggingEventBuilder by(Logger log) {
        return log.atLevel(level).addMarker(MarkerFactory.getMarker(name()));
    }
}
