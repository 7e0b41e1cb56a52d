package org.medsettle.bench.open;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that waited at the same time are one stall; quick ones are none. */
class StallRecorderTest {
    private static final long MS = 1_000_000L;

    private final StallRecorder recorder = new StallRecorder();

    @Test
    void shouldJoinWhatOverlaps() {
        recorder.record(100 * MS, 150 * MS);
        recorder.record(120 * MS, 151 * MS);
        recorder.record(149 * MS, 155 * MS);
        recorder.record(300 * MS, 330 * MS);

        assertEquals(List.of(new Stall(100 * MS, 151 * MS, 2), new Stall(300 * MS, 330 * MS, 1)), recorder.stalls());
    }

    @Test
    void shouldSeeNoStallInQuickAnswers() {
        recorder.record(0, 19 * MS);

        assertEquals(List.of(), recorder.stalls());
    }
}
