package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;

/** What was paid in cash while a card was lost: credited once a receipt, within a report and its bound. */
class ReimbursementRulesTest {
    private final CardLifeFixture cards = new CardLifeFixture();
    private final LedgerFixture ledger = cards.ledger;

    private void lost() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        ledger.later(Duration.ofHours(1));
    }

    @Test
    void shouldCreditWhatWasPaidInCashAndKeepItWithTheReport() {
        lost();

        cards.ok(cards.reimburse("INV-1"));

        assertEquals(LedgerFixture.OPENING_FEN + 2_500, ledger.balanceFen());
        assertEquals(2_500, cards.report().reimbursedFen());
        assertEquals(2_500, ledger.figure(Figure.CREDITS_FEN));
        cards.ok(cards.reimburse("INV-2"));
        assertEquals(5_000, cards.report().reimbursedFen());
    }

    @Test
    void shouldCreditAReceiptOnceUnderWhateverKey() {
        lost();
        Order.Keyed first = cards.reimburse("INV-1");
        cards.ok(first);

        cards.ok(first);
        cards.refused(ResultCode.RECEIPT_REIMBURSED, cards.reimburse("INV-1"));

        assertEquals(LedgerFixture.OPENING_FEN + 2_500, ledger.balanceFen());
        CardOrder.Reimburse elsewhere = cards.reimburse("INV-1");
        cards.ok(elsewhere.under(elsewhere.head().at(LedgerFixture.PHARMACY)));
    }

    @Test
    void shouldTakeNoPaymentFromOutsideTheTimeTheCardWasLost() {
        long before = ledger.second() - 1;
        long from = ledger.second();
        lost();
        cards.ok(cards.event(CardEvent.CANCEL_LOSS));
        long until = ledger.second();
        ledger.later(Duration.ofDays(10));

        cards.refused(ResultCode.NOT_REPORTED_LOST, cards.reimburse("INV-1", 100, before));
        cards.refused(ResultCode.NOT_REPORTED_LOST, cards.reimburse("INV-1", 100, until));
        cards.refused(ResultCode.NOT_REPORTED_LOST, cards.reimburse("INV-1", 100, ledger.second()));
        cards.refused(ResultCode.FIELD_INVALID, cards.reimburse("INV-1", 100, ledger.second() + 1));
        cards.ok(cards.reimburse("INV-1", 100, from));
        cards.ok(cards.reimburse("INV-2", 100, until - 1));
    }

    @Test
    void shouldFindTheReportThatStoodThen() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        long first = ledger.second();
        ledger.later(Duration.ofDays(20));
        lost();

        cards.ok(cards.reimburse("INV-1", 300, first + 60));

        assertEquals(0, cards.report().reimbursedFen());
        cards.refused(
                ResultCode.NOT_REPORTED_LOST,
                cards.reimburse("INV-2", 300, first + Duration.ofDays(7).toSeconds()));
    }

    @Test
    void shouldBoundTheSumOfAReport() {
        cards.ok(new CardOrder.Terms(6_000, List.of()));
        lost();
        cards.ok(cards.reimburse("INV-1"));
        cards.ok(cards.reimburse("INV-2"));

        cards.refused(ResultCode.LIMIT_EXCEEDED, cards.reimburse("INV-3"));

        cards.ok(cards.reimburse("INV-3", 1_000, ledger.second()));
        assertEquals(6_000, cards.report().reimbursedFen());
    }

    @Test
    void shouldNeedTwoOperators() {
        lost();
        for (String second : new String[] {"", "adm1"}) {
            cards.refused(
                    ResultCode.FORBIDDEN,
                    new CardOrder.Reimburse(
                            ledger.admin().at(LedgerFixture.HOSPITAL),
                            CardLifeFixture.CARD,
                            2_500,
                            ledger.second(),
                            "INV-1",
                            "adm1",
                            second));
        }
        assertEquals(LedgerFixture.OPENING_FEN, ledger.balanceFen());
    }

    @Test
    void shouldRefuseWhatNamesNothing() {
        lost();
        CardOrder.Reimburse order = cards.reimburse("INV-1");
        cards.refused(ResultCode.INSTITUTION_UNKNOWN, order.under(ledger.admin().at("X")));
        cards.refused(ResultCode.FIELD_INVALID, cards.reimburse(""));
        cards.refused(ResultCode.AMOUNT_INVALID, cards.reimburse("INV-1", 0, ledger.second()));
        cards.refused(ResultCode.AMOUNT_INVALID, cards.reimburse("INV-1", 10_000_000_000L, ledger.second()));
        cards.refused(
                ResultCode.CARD_UNKNOWN,
                new CardOrder.Reimburse(
                        ledger.admin().at(LedgerFixture.HOSPITAL),
                        CardLifeFixture.NEW.key(),
                        100,
                        ledger.second(),
                        "INV-1",
                        "adm1",
                        "adm2"));
    }

    @Test
    void shouldRefuseWhereThereIsNoAccountToCredit() {
        long residents = CardLifeFixture.NEW.key();
        cards.ok(new Order.ImportCard(residents, LedgerFixture.RESIDENT, 1, 2, 0, 0, CardState.NORMAL));
        cards.ok(cards.event(residents, CardEvent.REPORT_LOSS_FORMAL));
        cards.refused(
                ResultCode.NO_PERSONAL_ACCOUNT,
                new CardOrder.Reimburse(
                        ledger.admin().at(LedgerFixture.HOSPITAL),
                        residents,
                        100,
                        ledger.second(),
                        "INV-1",
                        "adm1",
                        "adm2"));
        lost();
        ledger.settled(ledger.settle(LedgerFixture.OPENING_FEN));
        cards.ok(ledger.account(EventBody.ACCOUNT_CLOSE));

        cards.refused(ResultCode.ACCOUNT_CLOSED, cards.reimburse("INV-2"));
    }

    @Test
    void shouldReimburseAfterTheCardWasReplaced() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        long paidAt = ledger.second() + 60;
        ledger.later(Duration.ofDays(3));
        cards.goOnTo(ReplacementStep.COLLECT);
        ledger.later(Duration.ofDays(3));

        cards.ok(cards.reimburse("INV-1", 700, paidAt));

        assertEquals(700, cards.report().reimbursedFen());
    }
}
