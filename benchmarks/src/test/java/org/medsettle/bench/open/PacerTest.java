package org.medsettle.bench.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Intended times neither drift nor bunch, at even rates and odd ones. */
class PacerTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldSpaceRequestsEvenly() {
        Pacer pacer = new Pacer(500, 1_000);

        assertEquals(500, pacer.dueNs(0));
        assertEquals(1_000_500, pacer.dueNs(1));
        assertEquals(SECOND_NS + 500, pacer.dueNs(1_000));
    }

    @Test
    void shouldNotDriftWhenTheIntervalIsNotWhole() {
        Pacer pacer = new Pacer(0, 300_007);

        assertEquals(3_600 * SECOND_NS, pacer.dueNs(3_600L * 300_007));
        for (long i = 1; i < 1_000_000; i++) {
            long gapNs = pacer.dueNs(i) - pacer.dueNs(i - 1);
            assertTrue(gapNs == 3_333 || gapNs == 3_334 || gapNs == 3_332, "gap " + gapNs + " before " + i);
        }
    }

    @Test
    void shouldCountWhatIsDue() {
        for (long rate : new long[] {1, 7, 999, 300_007}) {
            Pacer pacer = new Pacer(1_000, rate);

            assertEquals(0, pacer.dueBy(999), "before the start");
            assertEquals(1, pacer.dueBy(1_000), "at the start");
            for (long i = 1; i < 5_000; i += 13) {
                assertEquals(i + 1, pacer.dueBy(pacer.dueNs(i)), "at request " + i + " of rate " + rate);
                assertEquals(i, pacer.dueBy(pacer.dueNs(i) - 1), "just before request " + i + " of rate " + rate);
            }
        }
    }

    @Test
    void shouldRefuseARateOfZero() {
        assertThrows(IllegalArgumentException.class, () -> new Pacer(0, 0));
    }
}
