package org.medsettle.bench.report;

import java.util.Arrays;

/**
 * Median, least and greatest of several runs; what every published figure is.
 *
 * <p>Threads: immutable. Invariant: {@code min <= median <= max}; the median of an even count is the mean of the middle two.
 */
public record Spread(double median, double min, double max) {

    /** The spread of at least one value. */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a spread needs at least one run");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** As {@code median [min-max]}, every figure by the same format, for example {@code %,.0f}. */
    public String text(String format) {
        return Text.of(format, median) + " [" + Text.of(format, min) + "-" + Text.of(format, max) + "]";
    }
}
