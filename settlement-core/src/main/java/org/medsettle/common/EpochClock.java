package org.medsettle.common;

/** Wall time in epoch milliseconds, read only where a command is stamped. Threads: any. */
@FunctionalInterface
public interface EpochClock {
    /** Now, in milliseconds since 1970-01-01T00:00Z. */
    long epochMs();
}
