package org.medsettle.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The first of 5,000 ranks gets the share that Zipf's law gives it, and every draw is a rank. */
class ZipfTest {
    @Test
    void shouldDrawTheFirstRankMostOften() {
        Zipf zipf = new Zipf(5_000, 1.001);
        SplittableRandom random = new SplittableRandom(3);
        int[] drawn = new int[5_000];

        for (int i = 0; i < 500_000; i++) {
            drawn[zipf.draw(random)]++;
        }

        assertEquals(0.11, drawn[0] / 500_000.0, 0.005);
        assertTrue(drawn[0] > drawn[1] && drawn[1] > drawn[9] && drawn[9] > drawn[99]);
    }
}
