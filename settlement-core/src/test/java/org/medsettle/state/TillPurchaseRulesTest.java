package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** Purchase and balance inquiry at a till: who may ask, whose card, how much. */
class TillPurchaseRulesTest {
    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    @Test
    void shouldTakeTheAmountFromTheAccountOfTheCard() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));

        assertEquals(new Answer.Amounts(2_500, 0, 2_500, 0, 0), purchase.amounts());
        assertEquals(7_500, purchase.balanceAfterFen());
        assertEquals(LedgerFixture.PHARMACY, purchase.institution());
        assertEquals(new Answer.TillFacts(TillFixture.TILL, "7", 1, 2_500, 0), purchase.till());
        assertEquals(new TillOrder.Totals(1, 2_500, 0, 0), till.totals());
    }

    @Test
    void shouldAnswerARepeatWithTheFirstOutcomeEvenAfterARefundOfAPart() {
        TillOrder.Message order = till.purchase(2_500);
        Answer first = ledger.apply(order);
        till.ok(till.refund((Answer.SettlementFacts) first.body(), 1_000));
        ledger.later(Duration.ofDays(3));

        assertEquals(first, ledger.apply(order));
        assertEquals(first, ledger.apply(order.with(new TillOrder.Extras(41, 1, 2))));
        assertEquals(8_500, ledger.balanceFen());
    }

    @Test
    void shouldRefuseAKeyWithAnotherAmountOrCard() {
        TillOrder.Message order = till.purchase(2_500);
        till.ok(order);

        till.refused(ResultCode.KEY_REUSED_WITH_OTHER_BODY, order.of(2_501));
        till.refused(ResultCode.KEY_REUSED_WITH_OTHER_BODY, order.by(TillOrder.Card.key(LedgerFixture.CARD)));
        assertEquals(7_500, ledger.balanceFen());
    }

    @Test
    void shouldTellMessagesApartByTerminalBatchStanAndLocalTime() {
        TillOrder.Message order = till.purchase(100).under(new TillOrder.Trace(1, 9, 101));
        till.ok(order);

        till.ok(order.at("T2"));
        till.ok(order.ofMerchant(TillFixture.OTHER_MERCHANT));
        till.ok(order.under(new TillOrder.Trace(2, 9, 101)));
        till.ok(order.under(new TillOrder.Trace(1, 10, 101)));
        till.ok(order.under(new TillOrder.Trace(1, 9, 102)));
        till.ok(order.under(new TillOrder.Trace(1, 9, 101_110_000)));
        till.ok(order.under(new TillOrder.Trace(1, 9, 0)));
        till.ok(order.under(new TillOrder.Trace(0, 9, 101)));
        till.ok(order.under(new TillOrder.Trace(0, 9, 0)));
        assertEquals(LedgerFixture.OPENING_FEN - 10 * 100, ledger.balanceFen());
    }

    @Test
    void shouldRefuseMerchantsAndTerminalsThatAreNotRegisteredWithoutATrace() {
        TillOrder.Message order = till.purchase(100);

        till.refused(ResultCode.INSTITUTION_UNKNOWN, order.ofMerchant("nobody"));
        till.refused(ResultCode.INSTITUTION_UNKNOWN, order.ofMerchant(""));
        till.refused(ResultCode.TERMINAL_UNKNOWN, order.at("10000009"));
        till.refused(ResultCode.TERMINAL_UNKNOWN, order.at(""));
        till.refused(ResultCode.MED_TYPE_NOT_ALLOWED, order.with(new TillOrder.Extras(11, 0, 0)));
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND));
        till.refused(ResultCode.INSTITUTION_SUSPENDED, order);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_RESUME));
        till.ok(order);
    }

    @Test
    void shouldTakeTheAmountWholeOrNotAtAll() {
        till.refused(ResultCode.BALANCE_INSUFFICIENT, till.purchase(10_001));
        till.ok(till.purchase(10_000));
        till.refused(ResultCode.BALANCE_INSUFFICIENT, till.purchase(1));
    }

    @Test
    void shouldApproveWhatThereIsWherePartIsAllowed() {
        Answer.SettlementFacts part = till.settled(till.purchaseInPart(12_000));

        assertEquals(10_000, part.amounts().medfeeFen());
        assertEquals(0, part.balanceAfterFen());
        assertEquals(12_000, part.till().requestedFen());
        assertEquals(new TillOrder.Totals(1, 10_000, 0, 0), till.totals());
        till.refused(ResultCode.BALANCE_INSUFFICIENT, till.purchaseInPart(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 10_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldRefuseAmountsThatAreNone(long fen) {
        till.refused(ResultCode.AMOUNT_INVALID, till.purchase(fen));
        till.refused(ResultCode.AMOUNT_INVALID, till.purchaseInPart(fen));
    }

    @Test
    void shouldRefuseAPersonWithoutAnAccountAndAnAccountThatMayNotPay() {
        long residentsCard = LedgerFixture.CARD + 1;
        ledger.ok(new Order.ImportCard(
                residentsCard, LedgerFixture.RESIDENT, 1, 1, 0, 0, org.medsettle.domain.card.CardState.NORMAL));

        till.refused(ResultCode.NO_PERSONAL_ACCOUNT, till.purchase(1).by(TillOrder.Card.key(residentsCard)));
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));
        till.refused(ResultCode.ACCOUNT_FROZEN, till.purchase(1));
    }

    @Test
    void shouldRefuseCardsNotInForceAndAnythingThatIsNoCard() {
        till.refused(ResultCode.CARD_UNKNOWN, till.purchase(1).by(TillOrder.Card.bank(5)));
        till.refused(ResultCode.CARD_UNKNOWN, till.purchase(1).by(TillOrder.Card.NONE));
        till.refused(
                ResultCode.CARD_UNKNOWN,
                till.purchase(1).by(new TillOrder.Card(CredentialType.CITIZEN_ID, LedgerFixture.EMPLOYEE_ID)));
        till.refused(ResultCode.CARD_UNKNOWN, till.purchase(1).by(new TillOrder.Card(CredentialType.ELECTRONIC, 0)));
        ledger.ok(ledger.put(ListLevel.PROVINCE, 6, 0, 0));
        till.refused(ResultCode.CARD_ON_INVALID_LIST, till.purchase(1));
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_TEMPORARY));
        till.refused(ResultCode.CARD_LOST_TEMPORARY, till.purchase(1));
    }

    @Test
    void shouldKeepLimits() {
        ledger.ok(new Order.Configure(62, 7, 0, false, 5_000, 6_000));

        till.refused(ResultCode.LIMIT_EXCEEDED, till.purchase(5_001));
        till.ok(till.purchase(5_000));
        till.refused(ResultCode.LIMIT_EXCEEDED, till.purchase(1_001));
        till.ok(till.purchase(1_000));
    }

    @Test
    void shouldAnswerTheBalance() {
        TillOrder.Message question = till.purchase(0).as(CommandType.QUERY_BALANCE);

        Answer.PersonFacts facts = (Answer.PersonFacts) ledger.apply(question).body();

        assertEquals(LedgerFixture.OPENING_FEN, facts.balanceFen());
        till.refused(ResultCode.FIELD_INVALID, question.with(new TillOrder.Extras(41, 0, 1)));
        till.refused(ResultCode.TERMINAL_UNKNOWN, question.at("?"));
        till.refused(ResultCode.MED_TYPE_NOT_ALLOWED, question.with(new TillOrder.Extras(21, 0, 0)));
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_FORMAL));
        till.refused(ResultCode.CARD_LOST_FORMAL, question);
    }

    @Test
    void shouldRefuseAHisCancelOfAPurchaseAndAVoidOfAHisSettlement() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(500));
        Answer.SettlementFacts bill = ledger.settled(ledger.settle(700));

        ledger.refused(ResultCode.ORIGINAL_NOT_FOUND, ledger.cancel(purchase));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, till.takeBack(bill));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, till.refund(bill, 700));
        assertNotEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }
}
