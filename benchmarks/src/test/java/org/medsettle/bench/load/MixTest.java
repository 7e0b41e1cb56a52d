package org.medsettle.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** New numbers come once and in order; repeats are of recent ones and as many as asked for. */
class MixTest {
    @Test
    void shouldMixRepeatsOfRecentNumbersIn() {
        Mix mix = new Mix(100, 0.05, 42);
        long greatest = 99;
        long repeats = 0;

        for (int i = 0; i < 200_000; i++) {
            long number = mix.next();
            if (number == greatest + 1) {
                greatest++;
            } else {
                repeats++;
                assertTrue(number >= 100 && number > greatest - 1_000 && number <= greatest, "repeat of " + number);
            }
        }

        assertEquals(repeats, mix.repeats());
        assertEquals(greatest - 99, mix.fresh());
        assertEquals(0.05, repeats / 200_000.0, 0.005);
    }

    @Test
    void shouldRepeatNothingWhenNotAsked() {
        Mix mix = new Mix(0, 0, 1);

        for (int i = 0; i < 1_000; i++) {
            assertEquals(i, mix.next());
        }
    }
}
