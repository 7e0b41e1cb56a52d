package org.medsettle.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.report.Text;

/**
 * The phases that a door is put through.
 *
 * <p>Threads: immutable. Units: requests per second, seconds.
 *
 * @param what in a few words, for headings
 * @param patienceMs how long a client waits to send before it gives a request up, 0 for ever
 * @param phases in order
 */
public record Scenario(String what, long patienceMs, List<Phase> phases) {
    private static final long OVERLOAD_PATIENCE_MS = 1_000;
    private static final int BEFORE_SECONDS = 5;
    private static final int AFTER_SECONDS = 10;

    public Scenario {
        phases = List.copyOf(phases);
    }

    /** The same rate several times over; 0 saturates. */
    public static Scenario steady(long ratePerSecond, int warmUpSeconds, int seconds, int runs) {
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.warmUp(ratePerSecond, warmUpSeconds));
        for (int run = 1; run <= runs; run++) {
            phases.add(new Phase("run " + run, ratePerSecond, seconds, true));
        }
        String what = ratePerSecond == 0 ? "saturated" : Text.of("open loop at %,d/s", ratePerSecond);
        return new Scenario(what, 0, phases);
    }

    /** From one rate to another in equal steps. */
    public static Scenario ramp(long from, long to, int steps, int warmUpSeconds, int seconds) {
        if (from < 1 || to <= from || steps < 2) {
            throw new IllegalArgumentException("a ramp goes from one rate to a higher one in at least two steps");
        }
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.warmUp(from, warmUpSeconds));
        for (int step = 0; step < steps; step++) {
            long rate = from + (to - from) * step / (steps - 1);
            phases.add(new Phase(Text.of("%,d/s", rate), rate, seconds, true));
        }
        return new Scenario(Text.of("ramp from %,d/s to %,d/s", from, to), 0, phases);
    }

    /** One rate for minutes, one phase a minute. */
    public static Scenario soak(long ratePerSecond, int warmUpSeconds, int minutes) {
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.warmUp(ratePerSecond, warmUpSeconds));
        for (int minute = 1; minute <= minutes; minute++) {
            phases.add(new Phase("minute " + minute, ratePerSecond, 60, true));
        }
        return new Scenario(Text.of("soak of %d min at %,d/s", minutes, ratePerSecond), 0, phases);
    }

    /** Half of the capacity, {@code factor} times the capacity, half of it again. */
    public static Scenario overload(long capacityPerSecond, int factor, int warmUpSeconds, int seconds) {
        long half = Math.max(1, capacityPerSecond / 2);
        return new Scenario(
                Text.of("%d times the capacity of %,d/s", factor, capacityPerSecond),
                OVERLOAD_PATIENCE_MS,
                List.of(
                        Phase.warmUp(half, warmUpSeconds),
                        new Phase("before", half, BEFORE_SECONDS, true),
                        new Phase("overload", capacityPerSecond * factor, seconds, true),
                        new Phase("after", half, AFTER_SECONDS, true)));
    }
}
