package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.ResultCode;
import org.medsettle.model.Answer;
import org.medsettle.model.Head;
import org.medsettle.model.Order;

/** Reverse: by the original's key, for whoever lost sight of what became of it. */
class ReverseRulesTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldUndoTheSettlementOnce() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        Order.Reverse reversal = ledger.reverse(order);

        ledger.ok(reversal);
        ledger.ok(reversal);
        ledger.ok(ledger.reverse(order));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        assertEquals(0, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
    }

    @Test
    void shouldNeedNoSignOnToEndWhatIsOpen() {
        ledger.ok(new Order.Configure(62, 7, 0, true, 0, 0));
        Answer answer = ledger.apply(new Order.Sign(CommandType.SIGN_ON, LedgerFixture.PHARMACY, 1, 0));
        long number = ((Answer.SignOnFacts) answer.body()).number();
        Order.Settle order = ledger.settle(2_500);
        ledger.ok(order.under(order.head().signedOn(number)));
        ledger.later(Duration.ofDays(1));

        assertEquals(ResultCode.OK, ledger.outcome(order).result());
        ledger.ok(ledger.reverse(order));

        ledger.ok(LedgerFixture.settings());
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldNeedASignOnByTheRulesOfBefore() {
        ledger.ok(new Order.Configure(62, 7, 0, true, 0, 0, 0, 0));

        ledger.refused(ResultCode.NOT_SIGNED_ON, ledger.reverse(ledger.settle(2_500)));
    }

    @Test
    void shouldRefuseTheLateOriginalForEver() {
        Order.Settle order = ledger.settle(2_500);
        ledger.ok(ledger.reverse(order));

        ledger.refused(ResultCode.REVERSED_BEFORE_ARRIVAL, order);
        ledger.later(Duration.ofDays(20));
        ledger.refused(ResultCode.REVERSED_BEFORE_ARRIVAL, order);

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        ledger.ok(ledger.reverse(order));
        Answer.OutcomeFacts outcome = ledger.outcome(order);
        assertEquals(ResultCode.REVERSED_BEFORE_ARRIVAL, outcome.result());
        assertEquals(OutcomeReply.UNDONE_BY_REVERSAL, outcome.undoneBy());
    }

    @Test
    void shouldSucceedWithoutMovementWhenTheOriginalWasRefused() {
        Order.Settle order = ledger.settle(0);
        ledger.refused(ResultCode.AMOUNT_INVALID, order);

        ledger.ok(ledger.reverse(order));

        ledger.refused(ResultCode.AMOUNT_INVALID, order);
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldSucceedWithoutMovementWhenTheOriginalWasCancelled() {
        Order.Settle order = ledger.settle(2_500);
        ledger.cancelled(ledger.cancel(ledger.settled(order)));

        ledger.ok(ledger.reverse(order));

        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        ledger.refused(ResultCode.ALREADY_CANCELLED, order);
    }

    @Test
    void shouldMoveNothingWhenPersonOrTransactionDiffer() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        Order.Original right = LedgerFixture.original(order);

        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, reverse(right, 2207, LedgerFixture.EMPLOYEE));
        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, reverse(right, 2102, LedgerFixture.RESIDENT));

        assertEquals(7_500, ledger.balanceFen());
        ledger.ok(order);
    }

    private Order.Reverse reverse(Order.Original right, int transaction, String person) {
        return new Order.Reverse(
                ledger.head(LedgerFixture.REVERSE),
                new Order.Original(
                        right.institution(), right.word1(), right.word2(), right.keyDate(), transaction, person));
    }

    @Test
    void shouldRefuseAnOriginalOfAnotherInstitution() {
        Order.Settle order = ledger.settle(100);
        ledger.settled(order);
        Order.Reverse reversal = ledger.reverse(order);

        ledger.refused(
                ResultCode.ORIGINAL_OF_OTHER_INSTITUTION,
                reversal.under(reversal.head().at(LedgerFixture.HOSPITAL)));
    }

    @Test
    void shouldReverseOnlyWhatMovesMoney() {
        Order.Settle order = ledger.settle(100);
        ledger.settled(order);
        Order.Original right = LedgerFixture.original(order);

        ledger.refused(ResultCode.NOT_REVERSIBLE, reverse(right, 2101, LedgerFixture.EMPLOYEE));
        ledger.refused(ResultCode.NOT_REVERSIBLE, ledger.reverse(ledger.reverse(order)));
    }

    @Test
    void shouldRefuseAReversalThatNamesItself() {
        Head head = ledger.head(LedgerFixture.REVERSE);
        Order.Original itself = new Order.Original(
                head.institution(),
                head.word1(),
                head.word2(),
                head.keyDate(),
                LedgerFixture.SETTLE,
                LedgerFixture.EMPLOYEE);

        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, new Order.Reverse(head, itself));
        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, new Order.Reverse(head, itself));
    }

    @Test
    void shouldLeaveNoTraceWhenTheOriginalIsTooOld() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        ledger.later(Duration.ofDays(62));
        Order.Reverse reversal = ledger.reverse(order);
        ledger.ok(reversal);
        ledger.later(Duration.ofDays(1));

        ledger.ok(reversal);
        Order.Reverse late = ledger.reverse(order);
        ledger.refused(ResultCode.KEY_TOO_OLD, late);
        ledger.settled(new Order.Settle(late.head().transaction(LedgerFixture.SETTLE), ledger.bill(1)));
    }

    @Test
    void shouldUndoACancelWhenTheBalancePermits() {
        Order.Cancel cancel = ledger.cancel(ledger.settled(ledger.settle(8_000)));
        ledger.cancelled(cancel);
        ledger.settled(ledger.settle(9_000));
        Order.Reverse early = ledger.reverse(cancel);
        ledger.refused(ResultCode.BALANCE_INSUFFICIENT, early);
        ledger.ok(ledger.credit(1, 7_000));

        ledger.refused(ResultCode.BALANCE_INSUFFICIENT, early);
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));
        ledger.refused(ResultCode.ACCOUNT_FROZEN, ledger.reverse(cancel));
        ledger.ok(ledger.account(EventBody.ACCOUNT_UNFREEZE));
        ledger.ok(ledger.reverse(cancel));

        assertEquals(0, ledger.balanceFen());
        assertEquals(17_000, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
        ledger.refused(ResultCode.ALREADY_REVERSED, cancel);
    }

    @Test
    void shouldRefuseAReversalIntoAClosedAccount() {
        Order.Settle order = ledger.settle(LedgerFixture.OPENING_FEN);
        ledger.settled(order);
        ledger.ok(ledger.account(EventBody.ACCOUNT_CLOSE));
        Order.Reverse reversal = ledger.reverse(order);
        ledger.refused(ResultCode.ACCOUNT_CLOSED, reversal);
        ledger.ok(ledger.account(EventBody.ACCOUNT_OPEN));

        ledger.refused(ResultCode.ACCOUNT_CLOSED, reversal);
        ledger.ok(ledger.reverse(order));
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }
}
