package org.medsettle.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Medians of odd and even counts, and the ends. */
class SpreadTest {
    @Test
    void shouldTakeTheMiddleOfAnOddCount() {
        assertEquals(new Spread(3, 1, 9), Spread.of(9, 1, 3));
    }

    @Test
    void shouldTakeTheMeanOfTheMiddleTwoOfAnEvenCount() {
        assertEquals(new Spread(2.5, 1, 9), Spread.of(9, 2, 3, 1));
    }

    @Test
    void shouldPrintAllThree() {
        assertEquals("1,500 [1,000-2,000]", Spread.of(1_000, 1_500, 2_000).text("%,.0f"));
    }

    @Test
    void shouldRefuseNoRuns() {
        assertThrows(IllegalArgumentException.class, Spread::of);
    }
}
