package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** Void within the batch, refund in parts later, and how both refuse. */
class TillUndoRulesTest {
    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    private Answer.SettlementFacts now(Answer.SettlementFacts settlement) {
        return (Answer.SettlementFacts) ledger.apply(Order.Query.settlement(
                        settlement.institution(), settlement.person(), settlement.id(), settlement.visitId()))
                .body();
    }

    @Test
    void shouldTakeThePurchaseBackWithinItsBatch() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));

        Answer.SettlementFacts taken = till.settled(till.takeBack(purchase));

        assertEquals(purchase.amounts().negated(), taken.amounts());
        assertEquals(purchase.id(), taken.counterpartId());
        assertEquals(LedgerFixture.OPENING_FEN, taken.balanceAfterFen());
        assertTrue(taken.cancelling());
        assertEquals(SettlementState.CANCELLED, now(purchase).state());
        assertEquals(new TillOrder.Totals(1, 2_500, 1, 2_500), till.totals());
        assertEquals(0, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
    }

    @Test
    void shouldFindThePurchaseByBatchAndStanWithOrWithoutALocalTime() {
        TillOrder.Message first = till.purchase(100);
        TillOrder.Message second = till.purchase(200).under(new TillOrder.Trace(7, 900, 101_093_000));
        Answer.SettlementFacts one = till.settled(first);
        Answer.SettlementFacts two = till.settled(second);

        till.ok(till.takeBack(one)
                .meaning(new TillOrder.Meant(0, 7, first.trace().stan(), 0)));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, till.takeBack(two).meaning(new TillOrder.Meant(0, 8, 900, 0)));
        till.ok(till.takeBack(two).meaning(new TillOrder.Meant(0, 7, 900, 101)));
        assertEquals(SettlementState.CANCELLED, now(two).state());
    }

    @Test
    void shouldFindTheLastOfAStanThatCameTwiceInABatch() {
        till.ok(till.purchase(100).under(new TillOrder.Trace(7, 5, 101_093_000)));
        Answer.SettlementFacts last = till.settled(till.purchase(300).under(new TillOrder.Trace(7, 5, 101_103_000)));

        till.ok(till.takeBack(last).meaning(new TillOrder.Meant(0, 7, 5, 0)));
        assertEquals(SettlementState.CANCELLED, now(last).state());
    }

    @Test
    void shouldRefuseAVoidThatDoesNotFit() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));
        TillOrder.Message fit = till.takeBack(purchase);

        till.refused(ResultCode.AMOUNT_MISMATCH, till.takeBack(purchase).of(2_499));
        till.refused(ResultCode.AMOUNT_MISMATCH, till.takeBack(purchase).of(0));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, till.takeBack(purchase).at("T2"));
        till.refused(
                ResultCode.ORIGINAL_OF_OTHER_INSTITUTION,
                till.takeBack(purchase).ofMerchant(TillFixture.OTHER_MERCHANT));
        till.refused(
                ResultCode.ORIGINAL_NOT_FOUND,
                till.takeBack(purchase).meaning(TillOrder.Meant.reference(999_999_999_999L)));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, till.takeBack(purchase).meaning(TillOrder.Meant.NOTHING));
        till.refused(ResultCode.PERIOD_CLEARED, till.takeBack(purchase).under(new TillOrder.Trace(8, 500, 0)));
        Answer.SettlementFacts taken = till.settled(fit);
        till.refused(ResultCode.ALREADY_CANCELLED, till.takeBack(purchase));
        till.refused(ResultCode.NOT_REVERSIBLE, till.takeBack(taken));
    }

    @Test
    void shouldRefuseAVoidOfAReversedPurchase() {
        TillOrder.Message order = till.purchase(100);
        Answer.SettlementFacts purchase = till.settled(order);
        till.ok(TillFixture.reverse(order));

        till.refused(ResultCode.ALREADY_REVERSED, till.takeBack(purchase));
        till.refused(ResultCode.ALREADY_REVERSED, till.refund(purchase, 100));
    }

    @Test
    void shouldRefuseAVoidOfAClosedBatchAndRefundInALaterOne() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));
        till.ok(till.close(TillFixture.BATCH, new TillOrder.Totals(1, 2_500, 0, 0)));

        till.refused(ResultCode.PERIOD_CLEARED, till.takeBack(purchase));
        till.refused(ResultCode.BATCH_CLOSED, till.refund(purchase, 2_500));
        till.ok(till.refund(purchase, 2_500).under(new TillOrder.Trace(8, 1, 0)));
        assertEquals(new TillOrder.Totals(0, 0, 1, 2_500), ledger.till(TillFixture.TILL, "8"));
        assertEquals(new TillOrder.Totals(1, 2_500, 0, 0), till.totals());
    }

    @Test
    void shouldRefundInPartsThatNeverExceedTheWhole() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));

        Answer.SettlementFacts first = till.settled(till.refund(purchase, 1_000));
        till.refused(ResultCode.AMOUNT_MISMATCH, till.refund(purchase, 1_501));
        till.refused(ResultCode.AMOUNT_MISMATCH, till.refund(purchase, Long.MAX_VALUE >> 30));
        till.refused(ResultCode.AMOUNT_INVALID, till.refund(purchase, 0));
        till.refused(ResultCode.AMOUNT_INVALID, till.refund(purchase, -1));
        assertEquals(SettlementState.SETTLED, now(purchase).state());
        assertEquals(1_000, now(purchase).till().refundedFen());
        Answer.SettlementFacts second =
                till.settled(till.refund(purchase, 1_500).at("T2"));

        assertNotEquals(first.id(), second.id());
        assertEquals(SettlementState.CANCELLED, now(purchase).state());
        assertEquals(second.id(), now(purchase).counterpartId());
        till.refused(ResultCode.ALREADY_CANCELLED, till.refund(purchase, 1));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        assertEquals(
                new Answer.Amounts(-2_500, 0, -2_500, 0, 0),
                ledger.total(ledger.today(), ClearingTotal.REFUND).amounts());
    }

    @Test
    void shouldRefuseAVoidOfWhatHasBeenRefundedInPart() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));
        till.ok(till.refund(purchase, 1));

        till.refused(ResultCode.ALREADY_CANCELLED, till.takeBack(purchase));
        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, ledger.cancel(purchase));
    }

    @Test
    void shouldTakeBackOnlyWhatWasApprovedOfAPart() {
        Answer.SettlementFacts part = till.settled(till.purchaseInPart(12_000));

        till.refused(ResultCode.AMOUNT_MISMATCH, till.takeBack(part).of(12_000));
        till.refused(ResultCode.AMOUNT_MISMATCH, till.refund(part, 10_001));
        till.ok(till.takeBack(part));
    }

    @Test
    void shouldRefuseACardThatIsNotInForceOrSomebodyElses() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(100));
        long other = LedgerFixture.CARD + 3;
        ledger.ok(new Order.ImportCard(other, LedgerFixture.RESIDENT, 1, 1, 0, 0, CardState.NORMAL));

        till.refused(ResultCode.CARDHOLDER_MISMATCH, till.refund(purchase, 100).by(TillOrder.Card.key(other)));
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_TEMPORARY));
        till.refused(ResultCode.CARD_LOST_TEMPORARY, till.refund(purchase, 100).by(TillFixture.CARD));
        till.ok(till.refund(purchase, 100));
    }

    @Test
    void shouldRefundToAFrozenAccount() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(100));
        ledger.ok(ledger.account(org.medsettle.command.EventBody.ACCOUNT_FREEZE));

        till.ok(till.refund(purchase, 100));
    }

    @Test
    void shouldLetAMessageWithoutBatchBeVoidedOnItsBusinessDateOnly() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(100).under(new TillOrder.Trace(0, 77, 0)));
        ledger.later(Duration.ofDays(1));

        till.refused(ResultCode.PERIOD_CLEARED, till.takeBack(purchase).under(new TillOrder.Trace(0, 78, 0)));
        till.ok(till.refund(purchase, 100).under(new TillOrder.Trace(0, 79, 0)));
    }
}
