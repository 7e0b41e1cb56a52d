package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.institution.SignOn;
import org.medsettle.domain.institution.SignOnStore;

/** What every store of sign-ons does. */
public abstract class SignOnStoreContract {
    private static final int MANY = 5_000;

    protected abstract SignOnStore create();

    @Test
    void shouldNumberFromOneAndWriteTheNumber() {
        SignOnStore signOns = create();
        assertEquals(0, signOns.lastNumber());

        for (long n = 1; n <= MANY; n++) {
            assertEquals(n, signOns.add(TestRecords.signOn(n)));
        }

        for (long n = 1; n <= MANY; n++) {
            assertTrue(signOns.has(n));
            assertSameBytes(TestRecords.signOn(n).number(n), signOns.at(n), SignOn.BYTES);
        }
    }

    @Test
    void shouldHaveOnlyTheNumbersThatAreKept() {
        SignOnStore signOns = create();
        signOns.add(TestRecords.signOn(1));

        assertFalse(signOns.has(0));
        assertFalse(signOns.has(2));
        assertFalse(signOns.has(-1));
        assertThrows(InvariantViolation.class, () -> signOns.at(2));
    }

    @Test
    void shouldGoOnNumberingWhenAllWereDropped() {
        SignOnStore signOns = create();
        for (long n = 1; n <= MANY; n++) {
            signOns.add(TestRecords.signOn(n));
        }

        signOns.dropAll();

        assertFalse(signOns.has(MANY));
        assertThrows(InvariantViolation.class, () -> signOns.at(1));
        assertEquals(MANY, signOns.lastNumber());
        assertEquals(MANY + 1, signOns.add(TestRecords.signOn(1)));
        List<Long> visited = new ArrayList<>();
        signOns.forEach(visited::add);
        assertEquals(List.of(MANY + 1L), visited);
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        SignOnStore signOns = create();
        long number = signOns.add(TestRecords.signOn(1));

        signOns.at(number).active(false);

        assertFalse(signOns.at(number).isActive());
    }
}
