package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlementStore;

/** What every store of settlements does. */
public abstract class SettlementStoreContract {
    private static final int MANY = 20_000;

    protected abstract SettlementStore create();

    @Test
    void shouldFindByRunningNumber() {
        SettlementStore settlements = create();

        for (long n = 1; n <= MANY; n++) {
            settlements.add(TestRecords.settlement(n));
        }

        assertEquals(MANY, settlements.count());
        for (long n = 1; n <= MANY; n += 37) {
            Settlement expected = TestRecords.settlement(n);
            assertSameBytes(expected, settlements.at(settlements.findByNumber(n)), expected.length());
        }
    }

    @Test
    void shouldAnswerNoneWhenTheNumberWasNotGiven() {
        SettlementStore settlements = create();
        settlements.add(TestRecords.settlement(1));

        assertEquals(SettlementStore.NONE, settlements.findByNumber(0));
        assertEquals(SettlementStore.NONE, settlements.findByNumber(2));
        assertEquals(SettlementStore.NONE, settlements.findByNumber(-1));
        assertEquals(SettlementStore.NONE, settlements.findByNumber(Long.MAX_VALUE));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        SettlementStore settlements = create();
        long first = settlements.add(TestRecords.settlement(1));
        settlements.add(TestRecords.settlement(2));

        settlements.at(first).state(SettlementState.CANCELLED).counterpartId(99);

        assertEquals(SettlementState.CANCELLED, settlements.at(first).state());
        assertEquals(99, settlements.at(settlements.findByNumber(1)).counterpartId());
    }

    @Test
    void shouldVisitInOrder() {
        SettlementStore settlements = create();
        List<Long> added = new ArrayList<>();
        for (long n = 1; n <= MANY; n++) {
            added.add(settlements.add(TestRecords.settlement(n)));
        }

        List<Long> visited = new ArrayList<>();
        settlements.forEach(visited::add);

        assertEquals(added, visited);
    }
}
