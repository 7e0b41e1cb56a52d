package org.medsettle.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Plots that several reports share. Threads: stateless. */
public final class Plots {
    private static final double[] NINES = {1, 2, 4, 10, 20, 100, 200, 1_000, 2_000, 10_000, 100_000};

    private Plots() {}

    /** Latency by percentile, one line per histogram of nanoseconds; percentile 90 stands at 10, 99 at 100. */
    public static Plot percentiles(String title, Map<String, Histogram> histograms) {
        List<Plot.Series> lines = new ArrayList<>();
        histograms.forEach((name, ns) -> {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (double nines : NINES) {
                if (nines <= ns.getTotalCount()) {
                    x.add(nines);
                    y.add(Math.max(0.001, ns.getValueAtPercentile(100 - 100 / nines) / 1e6));
                }
            }
            lines.add(new Plot.Series(name, array(x), array(y)));
        });
        return new Plot(title, "1 in so many is slower", "milliseconds", true, true, lines);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
