package org.medsettle.bench.open;

/**
 * What was answered in a tenth of a second.
 *
 * <p>Units: nanoseconds.
 *
 * @param startNs since the start of the load
 * @param phase number of the phase that the last request of the window was intended in
 * @param answers in it
 * @param successes of them
 * @param busy of them, told to come again
 * @param p50Ns median latency since the intended time, 0 without answers
 * @param p99Ns the same at the 99th percentile
 * @param maxNs the same of the slowest
 */
public record LoadWindow(
        long startNs, int phase, long answers, long successes, long busy, long p50Ns, long p99Ns, long maxNs) {
    /** Length of a window. */
    public static final long LENGTH_NS = 100_000_000L;
}
