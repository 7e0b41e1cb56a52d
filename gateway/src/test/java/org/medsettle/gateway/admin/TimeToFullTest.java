package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Goal: the time left is that of the rate seen, and is not told before there is a rate. */
class TimeToFullTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final TimeToFull time = new TimeToFull();

    @Test
    void shouldTellNothingBeforeAMinuteAndWhileNothingIsWritten() {
        assertEquals(Double.NaN, time.seconds(0, 0, 1_000));
        assertEquals(Double.NaN, time.seconds(59 * SECOND_NS, 590, 1_000));
        assertEquals(Double.NaN, new TimeToFull().seconds(0, 5, 5));
        time.seconds(120 * SECOND_NS, 0, 1_000);
        assertEquals(Double.NaN, time.seconds(180 * SECOND_NS, 0, 1_000));
    }

    @Test
    void shouldDivideTheSpaceByTheRate() {
        time.seconds(0, 0, 10_000);

        assertEquals(100, time.seconds(60 * SECOND_NS, 6_000, 10_000), 0.001);
    }

    @Test
    void shouldForgetWhatIsLongerAgoThanItsSamples() {
        long written = 0;
        for (int i = 0; i < 120; i++) {
            written += i < 60 ? 1_000 : 10;
            time.seconds(i * 10 * SECOND_NS, written, 1_000);
        }

        assertEquals(1_000, time.seconds(1_200 * SECOND_NS, written + 10, 1_000), 1);
    }
}
