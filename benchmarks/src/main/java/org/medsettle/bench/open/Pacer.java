package org.medsettle.bench.open;

/**
 * The intended send time of every request of an open loop: request i is due at start + i / rate, whatever the server does.
 * Latency is measured from that time, so that a stalled server cannot hide the requests it delayed.
 *
 * <p>Threads: immutable. Units: nanoseconds of {@link System#nanoTime}. Invariant: due times never go back and do not
 * drift: each is computed from the start.
 */
public record Pacer(long startNs, long ratePerSecond) {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    public Pacer {
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("a rate must be at least 1 per second, is " + ratePerSecond);
        }
    }

    /** When request {@code index} is due. */
    public long dueNs(long index) {
        long wholeSeconds = index / ratePerSecond;
        long rest = index % ratePerSecond;
        return startNs + wholeSeconds * NS_PER_SECOND + rest * NS_PER_SECOND / ratePerSecond;
    }

    /** How many requests are due by {@code nowNs}: those with a due time at or before it. */
    public long dueBy(long nowNs) {
        long elapsedNs = nowNs - startNs;
        if (elapsedNs < 0) {
            return 0;
        }
        long estimate =
                elapsedNs / NS_PER_SECOND * ratePerSecond + (elapsedNs % NS_PER_SECOND) * ratePerSecond / NS_PER_SECOND;
        while (dueNs(estimate) <= nowNs) {
            estimate++;
        }
        return estimate;
    }
}
