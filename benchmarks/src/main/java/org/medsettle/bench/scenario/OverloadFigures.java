package org.medsettle.bench.scenario;

import java.util.List;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.LoadWindow;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Goal;
import org.medsettle.bench.report.Plot;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;

/**
 * What an overload did: useful answers during it, how quick and how many the refusals were, whether undoing was still
 * served, and how soon all was as before.
 *
 * <p>Threads: stateless. Invariant: the load's phases are before, overload, after.
 */
public final class OverloadFigures {
    private static final double REFUSAL_MS = 50;
    private static final double NORMAL_SECONDS = 5;
    /** Latency is normal again when the slowest per cent of a tenth of a second is under this, or under twice what it was. */
    private static final double NORMAL_MS = 50;

    private static final int QUIET_WINDOWS = 10;

    private OverloadFigures() {}

    /**
     * Figures of one overload.
     *
     * @param goodputShare what share of the capacity is to be served well during it
     */
    public static Section of(String id, String title, LoadResult result, long capacityPerSecond, double goodputShare) {
        PhaseResult before = result.phases().get(0);
        PhaseResult overload = result.phases().get(1);
        Section section = new Section(title);
        double seconds = overload.phase().seconds();
        section.add(Figure.of(
                        id + ".goodput",
                        "good answers within a second of being sent",
                        "% of capacity",
                        100 * overload.counts().timely() / seconds / capacityPerSecond)
                .meant(Goal.atLeast(100 * goodputShare)));
        double refused = overload.refusalNs().getTotalCount() / seconds;
        section.add(Figure.of(id + ".refused", "told to come again", "/s", refused));
        if (refused > 0) {
            section.add(Figure.of(
                            id + ".refusal.p99",
                            "latency p99 of being told so",
                            "ms",
                            overload.refusalNs().getValueAtPercentile(99) / 1e6)
                    .meant(Goal.atMost(REFUSAL_MS)));
        }
        undoing(id, section, overload);
        section.add(Figure.of(id + ".normal", "all as before after", "s", secondsToNormal(result, before))
                .meant(Goal.atMost(NORMAL_SECONDS)));
        section.note(Text.of(
                "intended %,d/s, sent %,.0f/s, the rest given up by the client after a second without a free place; "
                        + "p99 of answers since sent or intended: before %.1f ms, during %.1f ms, after %.1f ms",
                overload.phase().ratePerSecond(),
                overload.sent() / seconds,
                before.latencyMs(99),
                overload.latencyMs(99),
                result.phases().get(2).latencyMs(99)));
        DoorFigures.counts(section, result);
        section.add(DoorFigures.overTime(title, result));
        section.add(rates(title, result));
        return section;
    }

    private static void undoing(String id, Section section, PhaseResult overload) {
        long served = overload.undoingNs().getTotalCount();
        if (served > 0) {
            section.add(Figure.of(
                    id + ".undone",
                    "reversals and cancels served",
                    "/s",
                    served / (double) overload.phase().seconds()));
            section.add(Figure.of(
                    id + ".undone.p99",
                    "latency p99 of them",
                    "ms",
                    overload.undoingNs().getValueAtPercentile(99) / 1e6));
        }
    }

    /** From the end of the overload to the first tenth of a second of a whole quiet second. */
    static double secondsToNormal(LoadResult result, PhaseResult before) {
        double normalMs = Math.max(NORMAL_MS, 2 * before.latencyMs(99));
        List<LoadWindow> windows = result.timeline();
        double endSeconds = result.phases().get(1).endSeconds();
        int quiet = 0;
        for (LoadWindow window : windows) {
            double at = window.startNs() / 1e9;
            if (at < endSeconds) {
                continue;
            }
            quiet = window.answers() > 0 && window.p99Ns() / 1e6 <= normalMs ? quiet + 1 : 0;
            if (quiet == QUIET_WINDOWS) {
                return Math.max(0, at - endSeconds - (QUIET_WINDOWS - 1) * LoadWindow.LENGTH_NS / 1e9);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static Plot rates(String title, LoadResult result) {
        List<LoadWindow> windows = result.timeline();
        double[] seconds = new double[windows.size()];
        double[] good = new double[windows.size()];
        double[] busy = new double[windows.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = windows.get(i).startNs() / 1e9;
            good[i] = windows.get(i).successes() * 1e9 / LoadWindow.LENGTH_NS;
            busy[i] = windows.get(i).busy() * 1e9 / LoadWindow.LENGTH_NS;
        }
        return new Plot(
                title + ": answers",
                "seconds, warm-up included",
                "per second",
                false,
                false,
                List.of(new Plot.Series("good", seconds, good), new Plot.Series("come again", seconds, busy)));
    }
}
