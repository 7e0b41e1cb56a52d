package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** Cancel: the whole settlement, by its id, its visit's and its person. */
class CancelRulesTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldWriteANegativeSettlementAndGiveTheMoneyBack() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(12_000));

        Answer.SettlementFacts cancelling = ledger.cancelled(ledger.cancel(original));

        assertEquals(original.amounts().negated(), cancelling.amounts());
        assertEquals(LedgerFixture.OPENING_FEN, cancelling.balanceAfterFen());
        assertEquals(original.id(), cancelling.counterpartId());
        assertTrue(cancelling.cancelling());
        assertEquals(0, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
        Answer.SettlementFacts now = now(original);
        assertEquals(SettlementState.CANCELLED, now.state());
        assertEquals(cancelling.id(), now.counterpartId());
        assertEquals(original.amounts(), now.amounts());
    }

    private Answer.SettlementFacts now(Answer.SettlementFacts settlement) {
        return (Answer.SettlementFacts) ledger.apply(Order.Query.settlement(
                        settlement.institution(), settlement.person(), settlement.id(), settlement.visitId()))
                .body();
    }

    @Test
    void shouldRefuseASecondCancel() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(100));
        ledger.cancelled(ledger.cancel(original));

        ledger.refused(ResultCode.ALREADY_CANCELLED, ledger.cancel(original));
    }

    @Test
    void shouldRefuseACancelOfAReversedSettlement() {
        Order.Settle order = ledger.settle(100);
        Answer.SettlementFacts original = ledger.settled(order);
        ledger.ok(ledger.reverse(order));

        ledger.refused(ResultCode.ALREADY_REVERSED, ledger.cancel(original));
    }

    @Test
    void shouldRefuseACancelOfACancellingSettlement() {
        Answer.SettlementFacts cancelling = ledger.cancelled(ledger.cancel(ledger.settled(ledger.settle(100))));

        ledger.refused(ResultCode.NOT_REVERSIBLE, ledger.cancel(cancelling));
    }

    @Test
    void shouldRefuseIdsThatDoNotBelongTogether() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(100));
        Answer.SettlementFacts other = ledger.settled(ledger.settle(200));

        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, cancel(original.person(), original.id(), other.visitId()));
        ledger.refused(
                ResultCode.ORIGINAL_NOT_FOUND, cancel(LedgerFixture.RESIDENT, original.id(), original.visitId()));
        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, cancel(original.person(), -1, -1));
        ledger.refused(
                ResultCode.ORIGINAL_NOT_FOUND,
                cancel(original.person(), original.id() + 90_000_000_000_000_000L, original.visitId()));
        assertEquals(LedgerFixture.OPENING_FEN - 300, ledger.balanceFen());
    }

    private Order.Cancel cancel(String person, long settlementId, long visitId) {
        return new Order.Cancel(ledger.head(LedgerFixture.CANCEL), person, settlementId, visitId);
    }

    @Test
    void shouldRefuseTheSettlementOfAnotherInstitution() {
        Order.Cancel cancel = ledger.cancel(ledger.settled(ledger.settle(100)));

        ledger.refused(
                ResultCode.ORIGINAL_OF_OTHER_INSTITUTION,
                cancel.under(cancel.head().at(LedgerFixture.HOSPITAL)));
    }

    @Test
    void shouldGiveBackToAFrozenAccountButNotToAClosedOne() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(LedgerFixture.OPENING_FEN));
        ledger.ok(ledger.account(EventBody.ACCOUNT_CLOSE));
        ledger.refused(ResultCode.ACCOUNT_CLOSED, ledger.cancel(original));
        ledger.ok(ledger.account(EventBody.ACCOUNT_OPEN));
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));

        ledger.cancelled(ledger.cancel(original));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldBelongToItsOwnDay() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(100));
        ledger.later(Duration.ofDays(3));
        ledger.ok(Order.Query.closeDay(original.businessDate()));

        Answer.SettlementFacts cancelling = ledger.cancelled(ledger.cancel(original));

        assertEquals(original.businessDate() + 3, cancelling.businessDate());
    }

    @Test
    void shouldCancelAgainWhenTheFirstCancelWasUndone() {
        Answer.SettlementFacts original = ledger.settled(ledger.settle(100));
        Order.Cancel first = ledger.cancel(original);
        ledger.cancelled(first);
        ledger.ok(ledger.reverse(first));
        assertEquals(SettlementState.SETTLED, now(original).state());
        assertEquals(0, now(original).counterpartId());

        ledger.cancelled(ledger.cancel(original));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        ledger.ok(ledger.reverse(first));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }
}
