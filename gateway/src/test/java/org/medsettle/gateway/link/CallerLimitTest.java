package org.medsettle.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallerLimitTest {
    private static final long MINUTE_MS = 60_000;

    private static int admitted(CallerLimit limit, String caller, boolean isKnown, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += limit.admits(caller + (isKnown ? "" : "-" + i), isKnown, 0) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void shouldAdmitSoManyAMinuteAndCaller() {
        CallerLimit limit = new CallerLimit(2);

        assertTrue(limit.admits("a", true, 0));
        assertTrue(limit.admits("a", true, MINUTE_MS - 1));
        assertFalse(limit.admits("a", true, MINUTE_MS - 1));
        assertTrue(limit.admits("b", true, MINUTE_MS - 1));
        assertTrue(limit.admits("a", true, MINUTE_MS));
    }

    @Test
    void shouldLetInventedCallersShareOneCountFromTheFirst() {
        CallerLimit limit = new CallerLimit(3);

        assertEquals(3 * CallerLimit.STRANGER_SHARES, admitted(limit, "invented", false, 100_000));
        assertFalse(limit.admits("another", false, MINUTE_MS - 1));
        assertTrue(limit.admits("another", false, MINUTE_MS));
    }

    @Test
    void shouldLeaveKnownCallersTheirCountsWhateverStrangersDo() {
        CallerLimit limit = new CallerLimit(3);
        admitted(limit, "invented", false, 100_000);

        assertEquals(3, admitted(limit, "hospital", true, 5));
    }

    @Test
    void shouldCountKnownCallersBeyondTheTableAsStrangers() {
        CallerLimit limit = new CallerLimit(1);
        for (int i = 0; i < CallerLimit.MAX_CALLERS; i++) {
            assertTrue(limit.admits("caller-" + i, true, 0));
        }

        assertEquals(CallerLimit.STRANGER_SHARES, admitted(limit, "late", true, 100));
        assertFalse(limit.admits("caller-7", true, 0), "who came before keeps an own count");
    }

    @Test
    void shouldNotOverflowWhenNobodyIsTurnedAway() {
        CallerLimit limit = new CallerLimit(Integer.MAX_VALUE);

        assertTrue(limit.admits("a", false, 0));
        assertTrue(limit.admits("a", true, 0));
    }
}
