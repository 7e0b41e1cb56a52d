package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** Settle and quote, one sentence of the contract per test; the order of checks by breaking two rules at once. */
class SettleRulesTest {
    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldTakeTheBillFromTheAccount() {
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(2_500));

        assertEquals(new Answer.Amounts(2_500, 0, 2_500, 0, 0), settlement.amounts());
        assertEquals(7_500, settlement.balanceAfterFen());
        assertEquals(7_500, ledger.balanceFen());
        assertEquals(2_500, ledger.figure(Figure.INSTITUTION_PAYABLE_FEN));
    }

    @Test
    void shouldTakeTheRestInCashWhenTheAccountIsShort() {
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(12_000));

        assertEquals(new Answer.Amounts(12_000, 0, 10_000, 0, 2_000), settlement.amounts());
        assertEquals(0, ledger.balanceFen());
    }

    @Test
    void shouldLeaveTheAccountAloneWhenItIsNotUsed() {
        Order.Bill bill = ledger.bill(500);
        Order.Bill cash = new Order.Bill(bill.person(), 500, 500, bill.shown(), 41, 310, false, 0, "", List.of());

        Answer.SettlementFacts settlement = ledger.settled(new Order.Settle(ledger.head(LedgerFixture.SETTLE), cash));

        assertEquals(new Answer.Amounts(500, 0, 0, 0, 500), settlement.amounts());
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldLetAPersonWithoutAnAccountPayCash() {
        Answer.SettlementFacts settlement =
                ledger.settled(new Order.Settle(ledger.head(LedgerFixture.SETTLE), resident(390)));

        assertEquals(new Answer.Amounts(700, 0, 0, 0, 700), settlement.amounts());
        assertEquals(0, settlement.balanceAfterFen());
    }

    private static Order.Bill resident(int insuranceType) {
        Order.Shown shown = Order.Shown.citizen(LedgerFixture.RESIDENT_ID);
        return new Order.Bill(LedgerFixture.RESIDENT, 700, 700, shown, 41, insuranceType, true, 0, "", List.of());
    }

    @Test
    void shouldNumberSettlementsByAreaAndOrder() {
        Answer.SettlementFacts first = ledger.settled(ledger.settle(1));
        Answer.SettlementFacts cancelling = ledger.cancelled(ledger.cancel(first));
        Order.Settle elsewhere = ledger.settle(1);
        Answer.SettlementFacts third =
                ledger.settled(elsewhere.under(elsewhere.head().at(LedgerFixture.HOSPITAL)));

        assertEquals(420_100_000_000_000_001L, first.id());
        assertEquals(420_100_500_000_000_001L, first.visitId());
        assertEquals(420_100_000_000_000_002L, cancelling.id());
        assertEquals(first.visitId(), cancelling.visitId());
        assertEquals(510_100_000_000_000_003L, third.id());
        assertEquals(510_100_500_000_000_003L, third.visitId());
    }

    @Test
    void shouldRefuseInTheOrderOfTheContract() {
        Order.Settle order = ledger.settle(Order.Shown.citizen(1));
        Order.Settle wrongCare = new Order.Settle(order.head(), care(order.bill(), 11));

        ledger.refused(
                ResultCode.INSTITUTION_UNKNOWN, wrongCare.under(order.head().at("P42010000009")));
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND));
        ledger.refused(ResultCode.INSTITUTION_SUSPENDED, wrongCare);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_RESUME));
        ledger.refused(ResultCode.MED_TYPE_NOT_ALLOWED, wrongCare);
        ledger.refused(ResultCode.PERSON_UNKNOWN, order);
    }

    private static Order.Bill care(Order.Bill bill, int medType) {
        return new Order.Bill(
                bill.person(),
                bill.medfeeFen(),
                bill.linesSumFen(),
                bill.shown(),
                medType,
                310,
                true,
                0,
                "",
                List.of());
    }

    @Test
    void shouldAskForTheHolderBeforeTheInsurance() {
        Order.Bill someoneElse = new Order.Bill(
                LedgerFixture.RESIDENT, 0, 1, Order.Shown.card(LedgerFixture.CARD), 41, 999, true, 0, "", List.of());

        ledger.refused(
                ResultCode.CARDHOLDER_MISMATCH, new Order.Settle(ledger.head(LedgerFixture.SETTLE), someoneElse));
        ledger.refused(
                ResultCode.INSURANCE_NOT_IN_FORCE, new Order.Settle(ledger.head(LedgerFixture.SETTLE), resident(310)));
    }

    @Test
    void shouldRefuseAFrozenAccountEvenWhenItIsNotUsed() {
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));

        ledger.refused(ResultCode.ACCOUNT_FROZEN, ledger.settle(-1));
    }

    @Test
    void shouldKeepAFreezeThroughClosingAndReopening() {
        ledger.settled(ledger.settle(LedgerFixture.OPENING_FEN));
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));
        ledger.ok(ledger.account(EventBody.ACCOUNT_CLOSE));
        ledger.refused(ResultCode.ACCOUNT_CLOSED, ledger.settle(1));
        ledger.ok(ledger.account(EventBody.ACCOUNT_OPEN));

        ledger.refused(ResultCode.ACCOUNT_FROZEN, ledger.settle(1));
    }

    @Test
    void shouldRefuseAmountsThatNoBillHas() {
        for (long fen : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 10_000_000_000L}) {
            ledger.refused(ResultCode.AMOUNT_INVALID, ledger.settle(fen));
        }
        ledger.settled(ledger.settle(9_999_999_999L));
    }

    @Test
    void shouldRefuseLinesThatDoNotAddUp() {
        Order.Bill bill = new Order.Bill(
                LedgerFixture.EMPLOYEE, 500, 499, ledger.bill(1).shown(), 41, 310, true, 0, "", List.of());

        ledger.refused(ResultCode.AMOUNT_MISMATCH, new Order.Settle(ledger.head(LedgerFixture.SETTLE), bill));
    }

    @Test
    void shouldHoldBothLimits() {
        ledger.ok(new Order.Configure(62, 7, 0, false, 5_000, 3_000));

        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(5_001));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(3_001));
        Answer.SettlementFacts settlement = ledger.settled(ledger.settle(3_000));
        ledger.refused(ResultCode.LIMIT_EXCEEDED, ledger.settle(1));
        ledger.cancelled(ledger.cancel(settlement));
        ledger.settled(ledger.settle(3_000));
        ledger.later(Duration.ofDays(1));
        ledger.settled(ledger.settle(3_000));
    }

    @Test
    void shouldQuoteWithTheSameChecksAndChangeNothing() {
        Order.Quote quote = new Order.Quote(ledger.head(2101), ledger.bill(12_000));
        long keys = ledger.figure(Figure.KEYS);

        Answer.SettlementFacts quoted =
                (Answer.SettlementFacts) ledger.apply(quote).body();

        assertEquals(0, quoted.id());
        assertEquals(new Answer.Amounts(12_000, 0, 10_000, 0, 2_000), quoted.amounts());
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
        assertEquals(keys, ledger.figure(Figure.KEYS));
        ledger.ok(ledger.put(ListLevel.NATION, 6, 0, 0));
        Order.Bill listed = ledger.bill(100, Order.Shown.card(LedgerFixture.CARD));
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, new Order.Quote(ledger.head(2101), listed));
    }

    @Test
    void shouldRequireASignOnOfTheDay() {
        ledger.ok(new Order.Configure(62, 7, 0, true, 0, 0));
        Order.Settle order = ledger.settle(1);
        ledger.refused(ResultCode.NOT_SIGNED_ON, order);
        Answer answer = ledger.apply(new Order.Sign(CommandType.SIGN_ON, LedgerFixture.PHARMACY, 1, 0));
        long number = ((Answer.SignOnFacts) answer.body()).number();

        ledger.ok(order.under(order.head().signedOn(number)));
        ledger.refused(
                ResultCode.NOT_SIGNED_ON,
                order.under(order.head().signedOn(number).at(LedgerFixture.HOSPITAL)));
        ledger.later(Duration.ofDays(1));
        ledger.refused(ResultCode.NOT_SIGNED_ON, order.under(order.head().signedOn(number)));
        ledger.refused(
                ResultCode.NOT_SIGNED_ON, new Order.Sign(CommandType.SIGN_OFF, LedgerFixture.PHARMACY, 1, number));
    }

    @Test
    void shouldSettleByEveryKindOfCredential() {
        ledger.ok(new Order.ImportCredential("token", LedgerFixture.EMPLOYEE, ledger.timeMs() + 1_000));

        ledger.settled(ledger.settle(Order.Shown.card(LedgerFixture.CARD)));
        ledger.settled(ledger.settle(Order.Shown.card(LedgerFixture.CARD).withSn(7, 9)));
        ledger.settled(ledger.settle(Order.Shown.bank(LedgerFixture.BANK_NUMBER)));
        ledger.settled(ledger.settle(Order.Shown.token("token")));
        ledger.refused(
                ResultCode.CARD_UNKNOWN,
                ledger.settle(Order.Shown.card(LedgerFixture.CARD).withSn(7, 10)));
        ledger.refused(ResultCode.CARD_UNKNOWN, ledger.settle(Order.Shown.bank(0)));
        ledger.refused(ResultCode.CARD_UNKNOWN, ledger.settle(Order.Shown.token("tokens")));
        ledger.later(Duration.ofSeconds(1));
        ledger.refused(ResultCode.CARD_EXPIRED, ledger.settle(Order.Shown.token("token")));
    }

    @Test
    void shouldNotAskTheListsForACitizenId() {
        ledger.ok(ledger.card(CardEvent.CANCEL));

        assertTrue(ledger.apply(ledger.settle(100)).isOk());
        assertNotEquals(ResultCode.OK, ledger.code(ledger.settle(Order.Shown.card(LedgerFixture.CARD))));
    }
}
