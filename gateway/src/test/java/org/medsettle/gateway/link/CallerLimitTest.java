package org.medsettle.gateway.link;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallerLimitTest {
    private static final long MINUTE_MS = 60_000;

    @Test
    void shouldAdmitSoManyAMinuteAndCaller() {
        CallerLimit limit = new CallerLimit(2);

        assertTrue(limit.admits("a", 0));
        assertTrue(limit.admits("a", MINUTE_MS - 1));
        assertFalse(limit.admits("a", MINUTE_MS - 1));
        assertTrue(limit.admits("b", MINUTE_MS - 1));
        assertTrue(limit.admits("a", MINUTE_MS));
    }

    @Test
    void shouldLetInventedNamesShareOneCount() {
        CallerLimit limit = new CallerLimit(3);
        for (int i = 0; i < CallerLimit.MAX_CALLERS; i++) {
            assertTrue(limit.admits("caller-" + i, 0));
        }

        assertTrue(limit.admits("invented-1", 0));
        assertTrue(limit.admits("invented-2", 0));
        assertTrue(limit.admits("invented-3", 0));
        assertFalse(limit.admits("invented-4", 0));
        assertTrue(limit.admits("caller-7", 0), "who came before keeps an own count");
    }
}
