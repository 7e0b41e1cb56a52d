package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.model.Answer;
import org.medsettle.model.LedgerFacts;
import org.medsettle.model.Order;

/** What is cleared with an institution: each day its own, refunds apart. */
class ClearingTotalTest {
    private final LedgerFixture ledger = new LedgerFixture();
    private final int day = ledger.today();

    private static LedgerFacts.Total total(long count, long accountFen) {
        return new LedgerFacts.Total(count, new Answer.Amounts(accountFen, 0, accountFen, 0, 0));
    }

    @Test
    void shouldSumSettlementsOnTheirDay() {
        ledger.settled(ledger.settle(100));
        ledger.settled(ledger.settle(200));

        assertEquals(total(2, 300), ledger.total(day, ClearingTotal.NORMAL));
        assertEquals(total(0, 0), ledger.total(day, ClearingTotal.REFUND));
    }

    @Test
    void shouldPutACancelOnItsOwnDayAndLeaveTheFirstAlone() {
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(100));
        ledger.later(Duration.ofDays(1));

        ledger.cancelled(ledger.cancel(settlement));

        assertEquals(total(1, 100), ledger.total(day, ClearingTotal.NORMAL));
        assertEquals(total(1, -100), ledger.total(day + 1, ClearingTotal.REFUND));
    }

    @Test
    void shouldPutAReversalOnItsOwnDay() {
        Order.Settle order = ledger.settle(100);
        ledger.settled(order);
        ledger.later(Duration.ofDays(2));

        ledger.ok(ledger.reverse(order));

        assertEquals(total(1, 100), ledger.total(day, ClearingTotal.NORMAL));
        assertEquals(total(1, -100), ledger.total(day + 2, ClearingTotal.REFUND));
    }

    @Test
    void shouldTakeARefundOffAgainWhenItsCancelIsUndone() {
        Order.Cancel cancel = ledger.cancel(ledger.settled(ledger.settle(100)));
        ledger.cancelled(cancel);
        ledger.later(Duration.ofDays(1));

        ledger.ok(ledger.reverse(cancel));

        assertEquals(total(1, -100), ledger.total(day, ClearingTotal.REFUND));
        assertEquals(total(-1, 100), ledger.total(day + 1, ClearingTotal.REFUND));
    }
}
