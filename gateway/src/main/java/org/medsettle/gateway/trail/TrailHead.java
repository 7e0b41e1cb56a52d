package org.medsettle.gateway.trail;

import org.medsettle.common.LogSafe;

/** The last line's number and hash, on which the next line hangs. Threads: immutable. */
public record TrailHead(long number, String hash) implements LogSafe {
    /** Before the first line of all. */
    static final TrailHead START = new TrailHead(0, "0".repeat(64));

    boolean isBefore(AuditLine next) {
        return next.number() == number + 1 && next.previous().equals(hash);
    }

    /** The hash. */
    @Override
    public String toString() {
        return hash;
    }
}
