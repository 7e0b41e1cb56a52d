package org.medsettle.bench.open;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What was answered in each tenth of a second, by the time of the answer: how a load looks over time.
 *
 * <p>Threads: the event loop. Units: nanoseconds.
 */
final class Timeline {
    private static final long MAX_NS = 60_000_000_000L;

    private final List<LoadWindow> windows = new ArrayList<>();
    private final Histogram latencyNs = new Histogram(1_000, MAX_NS, 2);
    private final long startNs;
    private int phase;
    private long index;
    private long successes;
    private long busy;

    Timeline(long startNs) {
        this.startNs = startNs;
    }

    void record(long nowNs, int currentPhase, long tookNs, boolean isSuccess, boolean isBusy) {
        roll(nowNs);
        phase = currentPhase;
        latencyNs.recordValue(Math.max(1_000, Math.min(MAX_NS, tookNs)));
        successes += isSuccess ? 1 : 0;
        busy += isBusy ? 1 : 0;
    }

    /** Ends windows up to {@code nowNs}. */
    void roll(long nowNs) {
        while (nowNs - startNs >= (index + 1) * LoadWindow.LENGTH_NS) {
            windows.add(new LoadWindow(
                    index * LoadWindow.LENGTH_NS,
                    phase,
                    latencyNs.getTotalCount(),
                    successes,
                    busy,
                    latencyNs.getValueAtPercentile(50),
                    latencyNs.getValueAtPercentile(99),
                    latencyNs.getMaxValue()));
            latencyNs.reset();
            successes = 0;
            busy = 0;
            index++;
        }
    }

    List<LoadWindow> windows() {
        return List.copyOf(windows);
    }
}
