package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KnownOperatorsTest {
    private static final long MINUTE_MS = 60_000;
    private static final long AWAY_MS = KnownOperators.AWAY_HOURS * 60L * MINUTE_MS;

    private final KnownOperators operators = new KnownOperators();

    private void meetInventedOnes(long nowMs, int count) {
        for (int i = 0; i < count; i++) {
            operators.meet("invented-" + nowMs + "-" + i, nowMs);
        }
    }

    @Test
    void shouldKnowWhoWasMet() {
        assertFalse(operators.isKnown("op-1", 0));

        operators.meet("op-1", 0);

        assertTrue(operators.isKnown("op-1", 0));
        assertTrue(operators.isKnown("op-1", AWAY_MS - 1));
        assertFalse(operators.isKnown("op-1", AWAY_MS));
    }

    @Test
    void shouldMeetFewNewOnesAMinute() {
        meetInventedOnes(0, KnownOperators.NEW_PER_MINUTE);
        operators.meet("op-1", MINUTE_MS - 1);
        assertFalse(operators.isKnown("op-1", MINUTE_MS - 1));

        operators.meet("op-1", MINUTE_MS);

        assertTrue(operators.isKnown("op-1", MINUTE_MS));
    }

    @Test
    void shouldKeepWhoWorksHereWhenInventedNamesFillIt() {
        operators.meet("op-1", 0);
        long now = 0;
        for (int i = 0; i < 2 * KnownOperators.MOST / KnownOperators.NEW_PER_MINUTE; i++) {
            now = i * MINUTE_MS;
            meetInventedOnes(now, 100);
        }

        assertTrue(operators.isKnown("op-1", now));
        operators.meet("late", now + MINUTE_MS);
        assertFalse(operators.isKnown("late", now + MINUTE_MS), "full");
    }

    @Test
    void shouldMakeRoomWhenSomebodyHasBeenAway() {
        for (int i = 0; i < KnownOperators.MOST / KnownOperators.NEW_PER_MINUTE; i++) {
            meetInventedOnes(i * MINUTE_MS, KnownOperators.NEW_PER_MINUTE);
        }

        operators.meet("late", AWAY_MS);

        assertTrue(operators.isKnown("late", AWAY_MS));
    }
}
