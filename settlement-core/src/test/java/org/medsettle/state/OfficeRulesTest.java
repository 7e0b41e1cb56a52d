package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** What administrators do: credits, accounts, imports, settings, the business day. */
class OfficeRulesTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldCreditAFrozenAccount() {
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));

        ledger.ok(ledger.credit(CreditBody.CONTRIBUTION, 500));

        assertEquals(LedgerFixture.OPENING_FEN + 500, ledger.balanceFen());
        assertEquals(500, ledger.figure(Figure.CREDITS_FEN));
    }

    @Test
    void shouldRefuseCreditsThatAreNone() {
        for (long fen : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            ledger.refused(ResultCode.AMOUNT_INVALID, ledger.credit(CreditBody.REIMBURSEMENT, fen));
        }
        ledger.refused(ResultCode.FIELD_INVALID, ledger.credit(5, 1));
        ledger.refused(
                ResultCode.NO_PERSONAL_ACCOUNT, new Order.Credit(ledger.admin(), LedgerFixture.RESIDENT, 1, 1, "", ""));
        ledger.refused(ResultCode.PERSON_UNKNOWN, new Order.Credit(ledger.admin(), "nobody", 1, 1, "", ""));
    }

    @Test
    void shouldCorrectWithTwoOperatorsOnly() {
        ledger.refused(ResultCode.FORBIDDEN, correction(-1, "adm1", "adm1"));
        ledger.refused(ResultCode.FORBIDDEN, correction(-1, "adm1", ""));
        ledger.refused(ResultCode.AMOUNT_INVALID, correction(0, "adm1", "adm2"));
        ledger.refused(ResultCode.AMOUNT_INVALID, correction(Long.MIN_VALUE, "adm1", "adm2"));
        ledger.refused(ResultCode.BALANCE_INSUFFICIENT, correction(-10_001, "adm1", "adm2"));

        ledger.ok(correction(-10_000, "adm1", "adm2"));

        assertEquals(0, ledger.balanceFen());
    }

    private Order.Credit correction(long fen, String operator, String secondOperator) {
        return new Order.Credit(
                ledger.admin(), LedgerFixture.EMPLOYEE, CreditBody.CORRECTION, fen, operator, secondOperator);
    }

    @Test
    void shouldCloseAnEmptyAccountOnly() {
        ledger.refused(ResultCode.ACCOUNT_NOT_EMPTY, ledger.account(EventBody.ACCOUNT_CLOSE));
        ledger.refused(ResultCode.ACCOUNT_OPEN, ledger.account(EventBody.ACCOUNT_OPEN));
        ledger.settled(ledger.settle(LedgerFixture.OPENING_FEN));

        ledger.ok(ledger.account(EventBody.ACCOUNT_CLOSE));

        ledger.refused(ResultCode.ACCOUNT_CLOSED, ledger.account(EventBody.ACCOUNT_FREEZE));
        ledger.refused(ResultCode.ACCOUNT_CLOSED, ledger.credit(CreditBody.INTEREST, 1));
        ledger.ok(ledger.account(EventBody.ACCOUNT_OPEN));
        ledger.ok(ledger.credit(CreditBody.INTEREST, 1));
    }

    @Test
    void shouldAnswerAnIdenticalImportAsSuch() {
        Order.ImportPerson person =
                new Order.ImportPerson(LedgerFixture.EMPLOYEE, LedgerFixture.EMPLOYEE_ID, "甲", 310, 1, 420_100, 10_000);
        ledger.settled(ledger.settle(1));

        assertEquals(Answer.okAlready(), ledger.apply(person));
        assertEquals(Answer.okAlready(), ledger.apply(LedgerFixture.card(LedgerFixture.CARD, CardState.NORMAL)));
        ledger.refused(
                ResultCode.FIELD_INVALID,
                new Order.ImportPerson(LedgerFixture.EMPLOYEE, LedgerFixture.EMPLOYEE_ID, "甲", 310, 1, 420_100, 1));
        ledger.refused(ResultCode.FIELD_INVALID, LedgerFixture.card(LedgerFixture.CARD, CardState.LOCKED));
        assertEquals(9_999, ledger.balanceFen());
    }

    @Test
    void shouldRefuseImportsThatClash() {
        ledger.refused(
                ResultCode.FIELD_INVALID,
                new Order.ImportPerson("other", LedgerFixture.EMPLOYEE_ID, "", 390, 1, 420_100, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.ImportPerson("other", 1, "", 390, 1, 420_100, 1));
        ledger.refused(ResultCode.AMOUNT_INVALID, new Order.ImportPerson("other", 1, "", 310, 1, 420_100, -1));
        long key = CardNumber.key(420_100, "A0000002X");
        ledger.refused(ResultCode.PERSON_UNKNOWN, new Order.ImportCard(key, "nobody", 1, 2, 0, 0, CardState.NORMAL));
        ledger.refused(
                ResultCode.FIELD_INVALID,
                new Order.ImportCard(
                        key, LedgerFixture.EMPLOYEE, 1, 2, LedgerFixture.BANK_NUMBER, 0, CardState.NORMAL));
        ledger.refused(ResultCode.PERSON_UNKNOWN, new Order.ImportCredential("token", "nobody", 0));
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(0, 7, 0, false, 0, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(3_651, 7, 0, false, 0, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(62, 61, 0, false, 0, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(62, 7, 1_440, false, 0, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(62, 7, 0, false, -1, 0));
        ledger.refused(ResultCode.FIELD_INVALID, new Order.Configure(62, 7, 0, false, 0, -1));
    }

    @Test
    void shouldCutTheBusinessDayWhereConfigured() {
        ledger.ok(new Order.Configure(62, 7, 240, false, 0, 0));
        int date = ledger.settled(ledger.settle(1)).businessDate();
        ledger.later(Duration.ofHours(17).minusMillis(1));
        assertEquals(date, ledger.settled(ledger.settle(1)).businessDate());

        ledger.later(Duration.ofMillis(1));

        assertEquals(date + 1, ledger.settled(ledger.settle(1)).businessDate());
    }

    @Test
    void shouldNotGoBackToABusinessDateThatWasLeft() {
        int date = ledger.settled(ledger.settle(1)).businessDate();
        ledger.ok(Order.Query.closeDay(date - 1));

        ledger.ok(new Order.Configure(62, 7, 1_439, false, 0, 0));

        assertEquals(date, ledger.settled(ledger.settle(1)).businessDate());
    }

    @Test
    void shouldCloseDaysThatAreOverOnly() {
        int date = ledger.settled(ledger.settle(1)).businessDate();

        ledger.refused(ResultCode.FIELD_INVALID, Order.Query.closeDay(date));
        assertEquals(date, ledger.apply(Order.Query.closeDay(date)).detail(), "the business date that is not over");
        ledger.refused(ResultCode.FIELD_INVALID, Order.Query.closeDay(date + 1));
        ledger.refused(ResultCode.FIELD_INVALID, Order.Query.closeDay(-1));
        assertEquals(Answer.ok(), ledger.apply(Order.Query.closeDay(date - 1)));
        assertEquals(Answer.okAlready(), ledger.apply(Order.Query.closeDay(date - 1)));
        assertEquals(Answer.okAlready(), ledger.apply(Order.Query.closeDay(date - 5)), "closed with the later one");
    }

    @Test
    void shouldSignOffOnceAndOnlyOnesOwn() {
        Answer.SignOnFacts first = signOn();
        Answer.SignOnFacts second = signOn();

        ledger.refused(ResultCode.NOT_SIGNED_ON, signOff(LedgerFixture.HOSPITAL, first.number()));
        ledger.ok(signOff(LedgerFixture.PHARMACY, first.number()));
        ledger.refused(ResultCode.NOT_SIGNED_ON, signOff(LedgerFixture.PHARMACY, first.number()));
        ledger.ok(signOff(LedgerFixture.PHARMACY, second.number()));
        ledger.refused(ResultCode.INSTITUTION_UNKNOWN, signOff("P42010000009", second.number()));
    }

    private Answer.SignOnFacts signOn() {
        return (Answer.SignOnFacts) ledger.apply(new Order.Sign(CommandType.SIGN_ON, LedgerFixture.PHARMACY, 1, 0))
                .body();
    }

    private static Order.Sign signOff(String institution, long number) {
        return new Order.Sign(CommandType.SIGN_OFF, institution, 1, number);
    }

    @Test
    void shouldRefuseTheQueriesOfWhomItDoesNotKnow() {
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(1));

        ledger.refused(
                ResultCode.INSTITUTION_UNKNOWN,
                Order.Query.person("P42010000009", 0, Order.Shown.citizen(LedgerFixture.EMPLOYEE_ID)));
        ledger.refused(
                ResultCode.ORIGINAL_NOT_FOUND,
                Order.Query.settlement(
                        LedgerFixture.HOSPITAL, settlement.person(), settlement.id(), settlement.visitId()));
        ledger.ok(Order.Query.settlement(
                LedgerFixture.PHARMACY, settlement.person(), settlement.id(), settlement.visitId()));
        assertEquals(List.of(), settlement.lines());
    }
}
