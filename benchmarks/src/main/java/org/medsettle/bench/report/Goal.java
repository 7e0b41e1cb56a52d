package org.medsettle.bench.report;

/**
 * What a figure is meant to reach.
 *
 * @param value in the figure's unit
 * @param atLeast true where more is better
 */
public record Goal(double value, boolean atLeast) {
    public static Goal atLeast(double value) {
        return new Goal(value, true);
    }

    public static Goal atMost(double value) {
        return new Goal(value, false);
    }

    boolean isReachedBy(double figure) {
        return atLeast ? figure >= value : figure <= value;
    }

    String sign() {
        return atLeast ? "≥" : "≤";
    }
}
