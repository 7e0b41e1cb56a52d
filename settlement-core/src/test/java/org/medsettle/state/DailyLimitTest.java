package org.medsettle.state;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.ResultCode;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** What an account may pay in a day, and what returns do to it: they count on the day that was paid on. */
class DailyLimitTest {
    private static final long LIMIT_FEN = 3_000;

    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    @Test
    void shouldLeaveMoreOfTheDayWhenItsOwnSettlementIsCancelled() {
        limit(ConfigureBody.CURRENT_RULES);
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));

        ledger.cancelled(ledger.cancel(settlement));

        ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
    }

    @Test
    void shouldNotLeaveMoreOfTheDayWhenAnEarlierSettlementIsCancelled() {
        limit(ConfigureBody.CURRENT_RULES);
        Answer.SettlementFacts yesterdays = ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.later(Duration.ofDays(1));

        ledger.cancelled(ledger.cancel(yesterdays));

        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(LIMIT_FEN + 1));
        ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
    }

    @Test
    void shouldNotLeaveMoreOfTheDayWhenAnEarlierSettlementIsReversed() {
        limit(ConfigureBody.CURRENT_RULES);
        Order.Settle yesterdays = ledger.settle(LIMIT_FEN);
        ledger.settled(yesterdays);
        ledger.later(Duration.ofDays(1));
        ledger.settled(ledger.settle(LIMIT_FEN));

        ledger.ok(ledger.reverse(yesterdays));

        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
    }

    @Test
    void shouldNotCountOnTheDayWhatAnEarlierSettlementPaysAgain() {
        limit(ConfigureBody.CURRENT_RULES);
        Answer.SettlementFacts yesterdays = ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.later(Duration.ofDays(1));
        Order.Cancel cancel = ledger.cancel(yesterdays);
        ledger.cancelled(cancel);

        ledger.ok(ledger.reverse(cancel));

        ledger.settled(ledger.settle(LIMIT_FEN));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
    }

    @Test
    void shouldNotLeaveMoreOfTheDayWhenAPartOfAnEarlierPurchaseIsRefunded() {
        limit(ConfigureBody.CURRENT_RULES);
        Answer.SettlementFacts yesterdays = till.settled(till.purchase(LIMIT_FEN));
        ledger.later(Duration.ofDays(1));
        TillOrder.Message refund = till.refund(yesterdays, 1_000);
        till.ok(refund);

        till.refused(ResultCode.LIMIT_EXCEEDED, till.purchase(LIMIT_FEN + 1));
        till.ok(till.purchase(LIMIT_FEN));
        till.ok(TillFixture.reverse(refund));
        till.refused(ResultCode.LIMIT_EXCEEDED, till.purchase(1));
    }

    @Test
    void shouldTakeReturnsOffTheDayTheyComeOnByRulesOfEarlierRevisions() {
        for (int revision = 0; revision < 2; revision++) {
            limit(revision);
            Answer.SettlementFacts yesterdays = ledger.settled(ledger.settle(LIMIT_FEN));
            ledger.later(Duration.ofDays(1));

            ledger.cancelled(ledger.cancel(yesterdays));

            ledger.settled(ledger.settle(2 * LIMIT_FEN));
            ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
            ledger.later(Duration.ofDays(1));
            ledger.ok(ledger.credit(1, 2 * LIMIT_FEN));
        }
    }

    private void limit(int revision) {
        ledger.ok(new Order.Configure(62, 7, 0, false, 0, LIMIT_FEN, 0, revision));
    }
}
