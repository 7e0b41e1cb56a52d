package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CreditBody;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.model.Answer;
import org.medsettle.model.Head;
import org.medsettle.model.Order;

/** Section 5 of the ledger's contract: one key, one final answer. */
class OneKeyOneAnswerTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldAnswerARepeatWithTheFirstOutcome() {
        Order.Settle order = ledger.settle(2_500);
        Answer first = ledger.apply(order);
        ledger.settled(ledger.settle(1_000));
        ledger.later(Duration.ofHours(9));

        assertEquals(first, ledger.apply(order));
        assertEquals(6_500, ledger.balanceFen());
    }

    @Test
    void shouldNotCountOperatorAndSignOnAsBody() {
        Order.Settle order = ledger.settle(2_500);
        Answer first = ledger.apply(order);

        Head another = order.head().by("收费员乙").signedOn(77);

        assertEquals(first, ledger.apply(order.under(another)));
        Order.Cancel cancel = ledger.cancel((Answer.SettlementFacts) first.body());
        Answer cancelled = ledger.apply(cancel);
        assertEquals(
                cancelled, ledger.apply(cancel.under(cancel.head().by("op-2").signedOn(78))));
    }

    @Test
    void shouldRefuseTheSameKeyWithAnotherBody() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);

        ledger.refused(ResultCode.KEY_REUSED_WITH_OTHER_BODY, new Order.Settle(order.head(), ledger.bill(2_501)));
        ledger.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY, order.under(order.head().transaction(2207)));
        ledger.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY,
                new Order.Cancel(order.head().transaction(LedgerFixture.CANCEL), LedgerFixture.EMPLOYEE, 1, 1));
        assertEquals(7_500, ledger.balanceFen());
        ledger.ok(order);
    }

    @Test
    void shouldKeepTheKeysOfInstitutionsApart() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);

        ledger.settled(order.under(order.head().at(LedgerFixture.HOSPITAL)));

        assertEquals(5_000, ledger.balanceFen());
    }

    @Test
    void shouldRepeatARefusalWhenItsCauseIsGone() {
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));
        Order.Settle order = ledger.settle(100);
        ledger.refused(ResultCode.ACCOUNT_FROZEN, order);
        ledger.ok(ledger.account(EventBody.ACCOUNT_UNFREEZE));

        ledger.refused(ResultCode.ACCOUNT_FROZEN, order);
        ledger.settled(ledger.settle(100));
    }

    @Test
    void shouldLetARequestRefusedBeforeTheRulesBeRetried() {
        Order.Settle order = ledger.settle(100);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND));
        ledger.refused(ResultCode.INSTITUTION_SUSPENDED, order);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_RESUME));

        ledger.settled(order);
    }

    @Test
    void shouldLetASuspendedInstitutionReverseAndAsk() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND));

        ledger.ok(ledger.reverse(order));

        ledger.refused(ResultCode.INSTITUTION_SUSPENDED, order);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_RESUME));
        ledger.refused(ResultCode.ALREADY_REVERSED, order);
    }

    @Test
    void shouldAnswerWhatUndidTheOutcome() {
        Order.Settle order = ledger.settle(2_500);
        Order.Cancel cancel = ledger.cancel(ledger.settled(order));
        ledger.cancelled(cancel);
        ledger.refused(ResultCode.ALREADY_CANCELLED, order);

        ledger.ok(ledger.reverse(cancel));
        ledger.ok(order);
        ledger.refused(ResultCode.ALREADY_REVERSED, cancel);

        ledger.ok(ledger.reverse(order));
        ledger.refused(ResultCode.ALREADY_REVERSED, order);
    }

    @Test
    void shouldShowTheFirstOutcomeAndWhatUndidIt() {
        Order.Settle order = ledger.settle(2_500);
        Answer.SettlementFacts settled = ledger.settled(order);
        assertEquals(OutcomeReply.NOT_UNDONE, ledger.outcome(order).undoneBy());
        Order.Cancel cancel = ledger.cancel(settled);
        ledger.cancelled(cancel);

        Answer.OutcomeFacts outcome = ledger.outcome(order);

        assertEquals(ResultCode.OK, outcome.result());
        assertEquals(OutcomeReply.UNDONE_BY_CANCEL, outcome.undoneBy());
        assertFalse(ledger.outcome(ledger.settle(1)).done());
        ledger.refused(
                ResultCode.ORIGINAL_NOT_FOUND,
                new Order.QueryOutcome(
                        ledger.head(0),
                        LedgerFixture.original(order.under(order.head().transaction(2207)))));
        Order.Reverse reversal = ledger.reverse(cancel);
        ledger.ok(reversal);
        assertEquals(ResultCode.OK, ledger.outcome(reversal).result());
    }

    @Test
    void shouldRefuseAnOutcomeOfAnotherInstitution() {
        Order.Settle order = ledger.settle(1);
        ledger.settled(order);

        ledger.refused(
                ResultCode.ORIGINAL_OF_OTHER_INSTITUTION,
                new Order.QueryOutcome(ledger.head(0).at(LedgerFixture.HOSPITAL), LedgerFixture.original(order)));
    }

    @Test
    void shouldRefuseKeysTooOldOrFromBeyondTomorrow() {
        int today = ledger.today();

        ledger.refused(ResultCode.KEY_TOO_OLD, dated(today - 63));
        ledger.refused(ResultCode.FIELD_INVALID, dated(today + 2));
        ledger.settled(dated(today - 62));
        ledger.settled(dated(today + 1));
    }

    private Order.Settle dated(int date) {
        return new Order.Settle(
                Head.his(LedgerFixture.SETTLE, LedgerFixture.PHARMACY, 5_000 + date, date), ledger.bill(1));
    }

    @Test
    void shouldNotRunADroppedKeyAgainAfterALongerRetention() {
        Order.Settle order = dated(ledger.today() - 20);
        ledger.settled(order);
        ledger.ok(new Order.Configure(1, 7, 0, false, 0, 0));
        ledger.later(Duration.ofDays(1));
        ledger.settled(ledger.settle(1));
        ledger.ok(LedgerFixture.settings());

        ledger.refused(ResultCode.KEY_TOO_OLD, order);
        assertEquals(LedgerFixture.OPENING_FEN - 2, ledger.balanceFen());
    }

    @Test
    void shouldDropWholeGenerationsOfOldKeys() {
        for (int day = 0; day < 80; day++) {
            ledger.settled(ledger.settle(1));
            ledger.later(Duration.ofDays(1));
        }

        long keys = ledger.figure(Figure.KEYS);

        assertTrue(keys >= 62 && keys <= 62 + 8, () -> keys + " keys");
    }

    @Test
    void shouldKnowAnAdministratorsKeyWhateverTheCommand() {
        Order.Credit credit = ledger.credit(CreditBody.CONTRIBUTION, 100);
        ledger.ok(credit);
        ledger.ok(credit);

        assertEquals(LedgerFixture.OPENING_FEN + 100, ledger.balanceFen());
        ledger.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY,
                ledger.card(CardEvent.LOCK).under(credit.head()));
    }

    @Test
    void shouldTellTheInstitutionsOfAnAdministratorsKeyApart() {
        Order.Event suspend = ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND);
        ledger.ok(suspend);

        ledger.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY,
                suspend.under(suspend.head().at(LedgerFixture.HOSPITAL)));
    }

    @Test
    void shouldLeaveNoTraceOfAnEventForAnUnknownInstitution() {
        Order.Event suspend = ledger.institution("P42010000009", EventBody.INSTITUTION_SUSPEND);
        ledger.refused(ResultCode.INSTITUTION_UNKNOWN, suspend);
        ledger.ok(new Order.ImportInstitution("P42010000009", 420_100, 420_100, 3, true, List.of(41), "late"));

        ledger.ok(suspend);
    }
}
