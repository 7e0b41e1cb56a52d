package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** PIN tries: counted on the card, by purchases, voids and balance inquiries alike; the third wrong one locks. */
class TillPinRulesTest {
    private static final TillOrder.Extras WRONG = new TillOrder.Extras(41, 0, TillBody.PIN_WRONG);
    private static final TillOrder.Extras RIGHT = new TillOrder.Extras(41, 0, TillBody.PIN_OK);

    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    @Test
    void shouldLockTheCardWithTheThirdWrongPin() {
        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG).as(CommandType.PIN_BALANCE));
        till.refused(ResultCode.PIN_LOCKED, till.purchase(100).with(WRONG));

        assertEquals(CardState.LOCKED, ledger.cardFacts().state());
        till.refused(ResultCode.PIN_LOCKED, till.purchase(100).with(RIGHT));
        ledger.refused(ResultCode.PIN_LOCKED, ledger.settle(Order.Shown.card(LedgerFixture.CARD)));
    }

    @Test
    void shouldForgetWrongPinsAfterARightOneAndAfterUnlocking() {
        for (int i = 0; i < 3; i++) {
            till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
            till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
            till.ok(till.purchase(100).with(RIGHT));
        }
        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
        till.refused(ResultCode.PIN_LOCKED, till.purchase(100).with(WRONG));
        ledger.ok(ledger.card(CardEvent.UNLOCK));

        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
        till.ok(till.purchase(100));
    }

    @Test
    void shouldCountAWrongPinOncePerKey() {
        TillOrder.Message order = till.purchase(100).with(WRONG);

        for (int i = 0; i < 5; i++) {
            till.refused(ResultCode.PIN_WRONG, order);
        }
        till.refused(ResultCode.PIN_WRONG, till.purchase(100).with(WRONG));
    }

    @Test
    void shouldSayLockedForACardThatAnOperatorHasLocked() {
        ledger.ok(ledger.card(CardEvent.LOCK));

        till.refused(ResultCode.CARD_LOCKED, till.purchase(100).with(RIGHT));
    }

    @Test
    void shouldLetLockLeadFromNormalOnlySoThatUnlockIsNoWayOutOfALossReport() {
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_FORMAL));

        ledger.refused(ResultCode.CARD_LOST_FORMAL, ledger.card(CardEvent.LOCK));
        assertEquals(CardState.LOST_FORMAL, ledger.cardFacts().state());
    }

    @Test
    void shouldCountPinsOfAVoidThatShowsTheCardAndOfNoOther() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(100));

        till.refused(
                ResultCode.PIN_WRONG,
                till.takeBack(purchase).by(TillFixture.CARD).with(WRONG));
        till.ok(till.takeBack(purchase).with(WRONG));
    }
}
