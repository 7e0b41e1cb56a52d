package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.TillOrder;

/** Reversal at a till, row by row of its table. */
class TillReverseRulesTest {
    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    @Test
    void shouldUndoWhatWasApprovedOnceHoweverOftenItComes() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(order);

        for (int i = 0; i < 3; i++) {
            till.ok(TillFixture.reverse(order));
            till.ok(TillFixture.reverseTold(order));
        }

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        assertEquals(2_500, ledger.figure(Figure.ACCOUNT_RETURNS_FEN));
        assertEquals(TillOrder.Totals.NOTHING, till.totals());
        till.refused(ResultCode.ALREADY_REVERSED, order);
    }

    @Test
    void shouldMoveNothingForWhatWasDeclined() {
        TillOrder.Message order = till.purchase(10_001);
        till.refused(ResultCode.BALANCE_INSUFFICIENT, order);

        till.ok(TillFixture.reverse(order));
        till.ok(TillFixture.reverseTold(order));
        till.refused(ResultCode.BALANCE_INSUFFICIENT, order);
    }

    @Test
    void shouldLeaveATombstoneForWhatIsUnknownWhateverItAnswers() {
        TillOrder.Message early = till.purchase(100);
        TillOrder.Message told = till.purchase(100);

        till.ok(TillFixture.reverse(early));
        till.ok(TillFixture.reverse(early));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, TillFixture.reverseTold(told));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, TillFixture.reverseTold(told));

        till.refused(ResultCode.REVERSED_BEFORE_ARRIVAL, early);
        till.refused(ResultCode.REVERSED_BEFORE_ARRIVAL, told);
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldRefuseAnotherAmountAndAnotherCard() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(order);

        till.refused(ResultCode.AMOUNT_MISMATCH, TillFixture.reverse(order).of(2_499));
        till.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY,
                TillFixture.reverse(order).by(TillOrder.Card.key(LedgerFixture.CARD)));
        assertEquals(7_500, ledger.balanceFen());
        till.ok(TillFixture.reverse(order).by(TillOrder.Card.NONE));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldTakeTheRequestedOrTheApprovedAmountForOneApprovedInPart() {
        TillOrder.Message first = till.purchaseInPart(12_000);
        till.ok(first);
        till.refused(ResultCode.AMOUNT_MISMATCH, TillFixture.reverse(first).of(11_000));
        till.ok(TillFixture.reverse(first));
        TillOrder.Message second = till.purchaseInPart(12_000);
        till.ok(second);

        till.ok(TillFixture.reverse(second).of(10_000));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldMoveNothingForWhatWasVoided() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(till.takeBack(till.settled(order)));

        till.ok(TillFixture.reverse(order));
        assertEquals(2_500, ledger.figure(Figure.ACCOUNT_RETURNS_FEN));
        till.refused(ResultCode.ALREADY_CANCELLED, order);
    }

    @Test
    void shouldRefuseOnceTheBatchIsSettledUnlessItIsUndoneAlready() {
        TillOrder.Message stands = till.purchase(2_500);
        TillOrder.Message undone = till.purchase(100);
        TillOrder.Message declined = till.purchase(20_000);
        till.ok(stands);
        till.ok(undone);
        till.refused(ResultCode.BALANCE_INSUFFICIENT, declined);
        till.ok(TillFixture.reverse(undone));
        till.ok(till.close(TillFixture.BATCH, TillOrder.Totals.NOTHING));

        till.refused(ResultCode.PERIOD_CLEARED, TillFixture.reverse(stands));
        till.ok(TillFixture.reverse(undone));
        till.ok(TillFixture.reverse(declined));
        assertEquals(7_500, ledger.balanceFen());
    }

    @Test
    void shouldNotLookAtTheCard() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(order);
        ledger.ok(ledger.put(ListLevel.NATION, 1, 0, 0));
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_FORMAL));

        till.ok(TillFixture.reverse(order));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldUndoAVoidSoThatThePurchaseCanBeVoidedAgain() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));
        TillOrder.Message taken = till.takeBack(purchase);
        till.ok(taken);

        till.ok(TillFixture.reverse(taken));
        till.ok(TillFixture.reverse(taken));

        assertEquals(7_500, ledger.balanceFen());
        assertEquals(new TillOrder.Totals(1, 2_500, 0, 0), till.totals());
        till.refused(ResultCode.ALREADY_REVERSED, taken);
        till.ok(till.takeBack(purchase));
    }

    @Test
    void shouldRefuseToUndoAVoidThatTheAccountCannotPayAgain() {
        TillOrder.Message taken = till.takeBack(till.settled(till.purchase(6_000)));
        till.ok(taken);
        till.ok(till.purchase(9_000));

        till.refused(ResultCode.BALANCE_INSUFFICIENT, TillFixture.reverse(taken));
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));
        till.refused(ResultCode.ACCOUNT_FROZEN, TillFixture.reverse(taken));
        ledger.ok(ledger.account(EventBody.ACCOUNT_UNFREEZE));
        ledger.ok(ledger.credit(CreditBody.CONTRIBUTION, 5_000));
        till.ok(TillFixture.reverse(taken));
        assertEquals(0, ledger.balanceFen());
    }

    @Test
    void shouldUndoARefundOfAPartAndGiveBackWhatIsLeft() {
        TillOrder.Message order = till.purchase(2_500);
        Answer.SettlementFacts purchase = till.settled(order);
        TillOrder.Message first = till.refund(purchase, 1_000);
        TillOrder.Message second = till.refund(purchase, 300);
        till.ok(first);
        till.ok(second);
        till.ok(TillFixture.reverse(first));
        assertEquals(7_800, ledger.balanceFen());

        till.ok(TillFixture.reverse(order));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        till.ok(TillFixture.reverse(second));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        assertEquals(0, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
    }

    @Test
    void shouldFindTheOriginalAfterMidnightByItsLocalTime() {
        TillOrder.Message dated = till.purchase(100).under(new TillOrder.Trace(0, 4, till.monthDay()));
        TillOrder.Message timed = till.purchase(200).under(new TillOrder.Trace(7, 5, till.monthDay() * 1_000_000 + 1));
        till.ok(dated);
        till.ok(timed);
        ledger.later(Duration.ofDays(40));

        till.ok(TillFixture.reverse(dated));
        till.ok(TillFixture.reverse(timed));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldLookOnTheDayBeforeForWhatHasNeitherBatchNorTime() {
        TillOrder.Message order = till.purchase(100).under(new TillOrder.Trace(0, 4, 0));
        TillOrder.Message other = till.purchase(300).under(new TillOrder.Trace(0, 5, 0));
        till.ok(order);
        till.ok(other);
        ledger.later(Duration.ofDays(1));

        till.ok(TillFixture.reverse(order));
        till.ok(TillFixture.reverse(other).of(299));

        assertEquals(9_700, ledger.balanceFen());
        till.refused(ResultCode.REVERSED_BEFORE_ARRIVAL, other);
    }

    @Test
    void shouldLookOnTheDayBeforeForWhatIsDatedByItsTransmission() {
        TillOrder.Message order = till.purchase(100).under(new TillOrder.Trace(0, 4, till.monthDay()));
        TillOrder.Message batched = till.purchase(200).under(new TillOrder.Trace(7, 5, till.monthDay()));
        TillOrder.Message other = till.purchase(300).under(new TillOrder.Trace(0, 6, till.monthDay()));
        till.ok(order);
        till.ok(batched);
        till.ok(other);
        ledger.later(Duration.ofDays(1));
        int today = till.monthDay();

        till.ok(sentOn(today, TillFixture.reverse(order)));
        till.ok(sentOn(today, TillFixture.reverse(batched)));
        till.ok(sentOn(today, TillFixture.reverse(other).of(299)));
        till.ok(TillFixture.reverse(other).under(new TillOrder.Trace(0, 6, today)));

        assertEquals(9_700, ledger.balanceFen());
        till.refused(ResultCode.ALREADY_REVERSED, order);
    }

    private static TillOrder.Message sentOn(int monthDay, TillOrder.Message reversal) {
        TillOrder.Trace trace = reversal.trace();
        return reversal.under(new TillOrder.Trace(trace.batch(), trace.stan(), monthDay))
                .with(new TillOrder.Extras(41, TillBody.DATED_BY_TRANSMISSION, TillBody.PIN_NONE));
    }

    @Test
    void shouldRefuseDatesTheKeysAreNotKeptFor() {
        int old = TillFixture.monthDay(ledger.today() - 63);
        int ahead = TillFixture.monthDay(ledger.today() + 2);

        till.refused(
                ResultCode.KEY_TOO_OLD, TillFixture.reverse(till.purchase(1)).under(new TillOrder.Trace(0, 1, old)));
        till.refused(ResultCode.FIELD_INVALID, till.purchase(1).under(new TillOrder.Trace(0, 1, ahead)));
        till.refused(ResultCode.FIELD_INVALID, till.purchase(1).under(new TillOrder.Trace(0, 1, 1_332)));
        till.refused(ResultCode.FIELD_INVALID, till.purchase(1).under(new TillOrder.Trace(0, 1, -1)));
        till.refused(ResultCode.FIELD_INVALID, till.purchase(1).under(new TillOrder.Trace(-1, 1, 0)));
        till.refused(ResultCode.FIELD_INVALID, till.purchase(1).under(new TillOrder.Trace(1, 1_000_000, 0)));
    }

    @Test
    void shouldBeOfItsOwnTerminalOnly() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(order);

        till.refused(ResultCode.TERMINAL_UNKNOWN, TillFixture.reverse(order).at("?"));
        till.ok(TillFixture.reverse(order).at("T2"));
        till.ok(TillFixture.reverse(order).as(CommandType.TILL_REVERSE).ofMerchant(TillFixture.OTHER_MERCHANT));
        assertEquals(7_500, ledger.balanceFen());
    }
}
