package org.medsettle.gateway.admission;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket as a generic cell rate algorithm: one number a sender, the time at which its bucket would be full again.
 *
 * <p>Threads: immutable. Units: nanoseconds.
 *
 * @param intervalNs how long one request takes to be paid back, 0 for no limit
 * @param burstNs how far ahead of its rate a sender may be
 */
public record RateLimit(long intervalNs, long burstNs) {
    public static final RateLimit NONE = new RateLimit(0, 0);

    /** What {@link #next} answers when there is no token. */
    static final long REFUSED = -1;

    /** {@code perSecond} requests in the long run (0 for no limit), {@code burst} at once. */
    public static RateLimit of(long perSecond, long burst) {
        if (perSecond == 0) {
            return NONE;
        }
        long intervalNs = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
        return new RateLimit(intervalNs, intervalNs * (Math.max(1, burst) - 1));
    }

    boolean isNone() {
        return intervalNs == 0;
    }

    /** The limit of so many senders together. */
    RateLimit times(int senders) {
        return new RateLimit(Math.max(isNone() ? 0 : 1, intervalNs / senders), burstNs);
    }

    /** When the bucket will be full again after one more request at {@code nowNs}, or {@link #REFUSED}. */
    long next(long fullAtNs, long nowNs) {
        long from = Math.max(fullAtNs, nowNs);
        return from - nowNs > burstNs ? REFUSED : from + intervalNs;
    }
}
