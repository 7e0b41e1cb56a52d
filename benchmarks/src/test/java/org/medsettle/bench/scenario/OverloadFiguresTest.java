package org.medsettle.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.LoadWindow;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.open.PhaseResult;

/** All is normal again with the first tenth of a whole quiet second after the overload. */
class OverloadFiguresTest {
    private final List<LoadWindow> timeline = new ArrayList<>();

    private void windows(int count, long p99Ms) {
        for (int i = 0; i < count; i++) {
            timeline.add(new LoadWindow(
                    timeline.size() * LoadWindow.LENGTH_NS, 0, 100, 100, 0, 1, p99Ms * 1_000_000, p99Ms * 1_000_000));
        }
    }

    private static PhaseResult phase(String name, double startSeconds, int seconds) {
        Histogram empty = new Histogram(1, 1_000_000_000, 3);
        return new PhaseResult(
                new Phase(name, 100, seconds, true),
                startSeconds,
                seconds,
                0,
                0,
                0,
                new PhaseResult.Counts(0, 0, 0, 0, 0),
                Map.of(),
                empty,
                empty,
                empty);
    }

    private LoadResult result() {
        return new LoadResult(
                List.of(phase("before", 0, 1), phase("overload", 1, 2), phase("after", 3, 10)), timeline, 0, List.of());
    }

    @Test
    void shouldTellWhenAQuietSecondBegan() {
        windows(10, 1);
        windows(20, 900);
        windows(12, 400);
        windows(3, 2);
        windows(1, 300);
        windows(40, 2);

        assertEquals(1.6, OverloadFigures.secondsToNormal(result(), phase("before", 0, 1)), 0.01);
    }

    @Test
    void shouldNeverBeNormalWithoutAQuietSecond() {
        windows(30, 900);
        windows(9, 1);

        assertEquals(Double.POSITIVE_INFINITY, OverloadFigures.secondsToNormal(result(), phase("before", 0, 1)));
    }
}
