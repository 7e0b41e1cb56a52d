package org.medsettle.bench.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.LoadWindow;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Plot;
import org.medsettle.bench.report.Plots;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;

/**
 * Figures of a load as they stand in a report.
 *
 * <p>Threads: stateless. Units: requests per second, milliseconds.
 */
public final class DoorFigures {
    private static final double[] PERCENTILES = {50, 99, 99.9, 100};

    private DoorFigures() {}

    /**
     * Rate, settlements and latency over the phases as runs of one thing.
     *
     * @param id what the figures' ids begin with
     */
    public static Section steady(String id, String title, LoadResult result) {
        Section section = new Section(title);
        List<PhaseResult> runs = result.phases();
        section.add(figure(id + ".answers", "answers", "/s", runs, PhaseResult::answersPerSecond));
        section.add(figure(
                id + ".settlements", "new settlements that went well", "/s", runs, PhaseResult::settledPerSecond));
        for (double percentile : PERCENTILES) {
            section.add(figure(
                    id + ".p" + name(percentile),
                    "latency " + (percentile == 100 ? "longest" : "p" + name(percentile)),
                    "ms",
                    runs,
                    run -> run.latencyMs(percentile)));
        }
        counts(section, result);
        Histogram all = new Histogram(runs.get(0).latencyNs());
        all.reset();
        runs.forEach(run -> all.add(run.latencyNs()));
        section.add(Plots.percentiles(title + ": latency from the intended time", Map.of("all runs", all)));
        section.add(overTime(title, result));
        return section;
    }

    /** One line a phase: what a ramp or a soak shows. */
    public static Section phaseByPhase(String id, String title, LoadResult result) {
        Section section = new Section(title);
        Map<String, Histogram> latencies = new LinkedHashMap<>();
        for (PhaseResult phase : result.phases()) {
            String name = phase.phase().name();
            section.add(Figure.of(id + "." + name + ".answers", name + ": answers", "/s", phase.answersPerSecond()));
            section.add(Figure.of(id + "." + name + ".p99", name + ": latency p99", "ms", phase.latencyMs(99)));
            section.note(Text.of(
                    "%s: p50 %.2f, p99 %.2f, p99.9 %.2f, longest %.1f ms",
                    name, phase.latencyMs(50), phase.latencyMs(99), phase.latencyMs(99.9), phase.latencyMs(100)));
            latencies.put(name, phase.latencyNs());
        }
        counts(section, result);
        section.add(Plots.percentiles(title + ": latency from the intended time", latencies));
        section.add(overTime(title, result));
        return section;
    }

    private static Figure figure(
            String id, String name, String unit, List<PhaseResult> runs, ToDoubleFunction<PhaseResult> value) {
        return Figure.of(id, name, unit, runs.stream().mapToDouble(value).toArray());
    }

    private static String name(double percentile) {
        return percentile == Math.rint(percentile) ? Text.of("%.0f", percentile) : Text.of("%.1f", percentile);
    }

    /** What was answered, and what was not. */
    static void counts(Section section, LoadResult result) {
        Map<String, Long> codes = new TreeMap<>();
        long unanswered = 0;
        long unsent = 0;
        long repeats = 0;
        for (PhaseResult phase : result.phases()) {
            phase.codes().forEach((code, count) -> codes.merge(code, count, Long::sum));
            unanswered += phase.unanswered();
            unsent += phase.unsent();
            repeats += phase.counts().repeatsKnown();
        }
        section.note(Text.of(
                "answers by code %s; repeats answered like their first %,d; unanswered %,d, given up unsent %,d, "
                        + "connections lost %,d",
                codes, repeats, unanswered, unsent, result.disconnects()));
    }

    /** Answers and latency by tenths of a second. */
    static Plot overTime(String title, LoadResult result) {
        List<LoadWindow> windows = result.timeline();
        double[] seconds = new double[windows.size()];
        double[] p50 = new double[windows.size()];
        double[] p99 = new double[windows.size()];
        double[] longest = new double[windows.size()];
        for (int i = 0; i < seconds.length; i++) {
            LoadWindow window = windows.get(i);
            seconds[i] = window.startNs() / 1e9;
            p50[i] = Math.max(0.01, window.p50Ns() / 1e6);
            p99[i] = Math.max(0.01, window.p99Ns() / 1e6);
            longest[i] = Math.max(0.01, window.maxNs() / 1e6);
        }
        return new Plot(
                title + ": each tenth of a second",
                "seconds, warm-up included",
                "milliseconds",
                false,
                true,
                List.of(
                        new Plot.Series("p50", seconds, p50),
                        new Plot.Series("p99", seconds, p99),
                        new Plot.Series("longest", seconds, longest)));
    }
}
