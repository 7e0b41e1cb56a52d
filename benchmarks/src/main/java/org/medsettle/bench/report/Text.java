package org.medsettle.bench.report;

import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;

/** Words and numbers of the reports, the same in every language of the machine. Threads: stateless. */
public final class Text {
    private static final double NS_PER_US = 1_000;
    private static final double NS_PER_MS = 1_000_000;

    private Text() {}

    /** {@link String#format} in the root locale. */
    public static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Percentiles of a histogram of nanoseconds. */
    public static String percentiles(AbstractHistogram ns) {
        return of(
                "p50 %s  p90 %s  p99 %s  p99.9 %s  p99.99 %s  max %s  (n %,d)",
                duration(ns.getValueAtPercentile(50)),
                duration(ns.getValueAtPercentile(90)),
                duration(ns.getValueAtPercentile(99)),
                duration(ns.getValueAtPercentile(99.9)),
                duration(ns.getValueAtPercentile(99.99)),
                duration(ns.getMaxValue()),
                ns.getTotalCount());
    }

    /** Nanoseconds in the unit that suits them. */
    public static String duration(long ns) {
        if (ns < NS_PER_US) {
            return of("%d ns", ns);
        }
        return ns < NS_PER_MS ? of("%.0f us", ns / NS_PER_US) : of("%.2f ms", ns / NS_PER_MS);
    }
}
