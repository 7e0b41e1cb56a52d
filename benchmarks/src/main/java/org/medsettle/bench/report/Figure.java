package org.medsettle.bench.report;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a report: what several runs gave.
 *
 * @param id stable name for programs, such as {@code his.saturated}
 * @param name for people
 * @param unit of the values
 * @param runs one value a run, at least one
 * @param goal what it is meant to reach, or null
 */
public record Figure(String id, String name, String unit, List<Double> runs, @Nullable Goal goal) {
    public Figure {
        runs = List.copyOf(runs);
    }

    public static Figure of(String id, String name, String unit, double... runs) {
        return new Figure(id, name, unit, Arrays.stream(runs).boxed().toList(), null);
    }

    public Figure meant(Goal reached) {
        return new Figure(id, name, unit, runs, reached);
    }

    public Spread spread() {
        return Spread.of(runs.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public double median() {
        return spread().median();
    }

    /** Median, and the spread when there were several runs. */
    String text() {
        String format = format();
        return runs.size() == 1 ? Text.of(format, median()) : spread().text(format);
    }

    /** Whether the goal was reached, in a word; empty without one. */
    String verdict() {
        if (goal == null) {
            return "";
        }
        return goal.sign() + " " + Text.of(format(), goal.value()) + (goal.isReachedBy(median()) ? " yes" : " NO");
    }

    private String format() {
        double size = Math.max(Math.abs(median()), goal == null ? 0 : Math.abs(goal.value()));
        return size >= 1_000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    }
}
