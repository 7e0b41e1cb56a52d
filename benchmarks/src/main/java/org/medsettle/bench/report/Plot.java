package org.medsettle.bench.report;

import java.util.List;

/**
 * Lines over one horizontal axis.
 *
 * @param title above it
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 * @param logX whether the horizontal axis is logarithmic; values must then be above zero
 * @param logY the same of the vertical one
 * @param series the lines
 */
public record Plot(String title, String x, String y, boolean logX, boolean logY, List<Series> series) {
    /** A line: points in order of x. Threads: immutable. */
    public static final class Series {
        private final String name;
        private final double[] x;
        private final double[] y;

        public Series(String name, double[] x, double[] y) {
            this.name = name;
            this.x = x.clone();
            this.y = y.clone();
        }

        String name() {
            return name;
        }

        double[] x() {
            return x;
        }

        double[] y() {
            return y;
        }
    }

    public Plot {
        series = List.copyOf(series);
    }
}
