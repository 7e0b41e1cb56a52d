package org.medsettle.bench.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests are due by the clock alone; a phase begins when the one before was to end, however late that one is. */
class PhaseClockTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 77;

    @Test
    void shouldGoThroughThePhasesInOrder() {
        PhaseClock clock = clock(0, new Phase("a", 2, 1, true), new Phase("b", 4, 1, true));

        assertEquals(START_NS, clock.nextDueNs(START_NS));
        clock.taken();
        assertEquals(START_NS + SECOND_NS / 2, clock.nextDueNs(START_NS));
        clock.taken();

        assertEquals(START_NS + SECOND_NS, clock.nextDueNs(START_NS), "the next phase waits for its start");
        assertEquals(START_NS + SECOND_NS, clock.nextDueNs(START_NS + SECOND_NS));
        assertEquals(1, clock.phase());
    }

    @Test
    void shouldOwePastRequestsOfAPhaseThatIsOver() {
        PhaseClock clock = clock(0, new Phase("a", 10, 1, true));
        long late = START_NS + 5 * SECOND_NS;

        int owed = 0;
        while (clock.nextDueNs(late) != -1) {
            clock.taken();
            owed++;
        }

        assertEquals(10, owed);
        assertTrue(clock.isOver(late));
    }

    @Test
    void shouldGiveUpWhatNobodyCouldSendInTime() {
        PhaseClock clock = clock(SECOND_NS, new Phase("a", 10, 10, true));

        long dueNs = clock.nextDueNs(START_NS + 3 * SECOND_NS);

        assertEquals(21, clock.unsent(0), "those due two seconds after the start and before");
        assertEquals(START_NS + 21 * SECOND_NS / 10, dueNs);
    }

    @Test
    void shouldSaturateUntilThePhaseEnds() {
        PhaseClock clock = clock(0, new Phase("a", 0, 1, true));

        assertEquals(START_NS + 5, clock.nextDueNs(START_NS + 5), "due now");
        assertFalse(clock.isOver(START_NS + SECOND_NS - 1));
        assertTrue(clock.isOver(START_NS + SECOND_NS));
    }

    private static PhaseClock clock(long patienceNs, Phase... phases) {
        return new PhaseClock(List.of(phases), START_NS, patienceNs);
    }
}
