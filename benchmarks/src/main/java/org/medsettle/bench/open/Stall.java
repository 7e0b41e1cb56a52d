package org.medsettle.bench.open;

/**
 * A stretch of time in which requests waited long: from when the first of them was intended to when the last was answered.
 *
 * <p>Units: nanoseconds since the epoch.
 *
 * @param startNs its begin
 * @param endNs its end
 * @param requests that waited long
 */
public record Stall(long startNs, long endNs, long requests) {
    /** A request that waits so long waits long. */
    public static final long LONG_NS = 20_000_000L;

    public double lengthMs() {
        return (endNs - startNs) / 1e6;
    }
}
