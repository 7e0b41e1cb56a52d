package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** PINs that holders have set: judged by the ledger, at tills and elsewhere, with one count of tries. */
class CardPinRulesTest {
    private static final long PIN = 0x1234_5678_9ABC_DEF0L;
    private static final long OTHER = 0x0FED_CBA9_8765_4321L;

    private final CardLifeFixture cards = new CardLifeFixture();
    private int stan;

    /** A purchase of one yuan; the door's own verdict is that of its file, in which the card does not stand. */
    private TillOrder.Message purchase(long pinValue) {
        return new TillOrder.Message(
                CommandType.PURCHASE,
                200,
                TillFixture.MERCHANT,
                TillFixture.TILLS.get(0),
                new TillOrder.Trace(7, ++stan, 0),
                TillOrder.Card.bank(LedgerFixture.BANK_NUMBER),
                100,
                TillOrder.Meant.NOTHING,
                new TillOrder.Extras(41, 0, TillBody.PIN_WRONG, pinValue));
    }

    @Test
    void shouldJudgeATillsPinByWhatTheHolderHasSet() {
        cards.ok(cards.setPin(PIN));

        cards.ok(purchase(PIN));
        cards.refused(ResultCode.PIN_WRONG, purchase(OTHER));
        cards.ok(cards.setPin(OTHER));
        cards.ok(purchase(OTHER));
        cards.refused(ResultCode.PIN_WRONG, purchase(PIN));
        cards.refused(ResultCode.PIN_WRONG, purchase(0));
    }

    @Test
    void shouldJudgeByTheDoorWhereNoneIsSet() {
        cards.refused(ResultCode.PIN_WRONG, purchase(PIN));
        cards.ok(purchase(PIN).with(new TillOrder.Extras(41, 0, TillBody.PIN_OK, OTHER)));
    }

    @Test
    void shouldLockWithTheThirdWrongPinWhereverItIsEntered() {
        cards.ok(cards.setPin(PIN));
        cards.refused(ResultCode.PIN_WRONG, cards.verifyPin(OTHER));
        cards.refused(ResultCode.PIN_WRONG, purchase(OTHER));
        assertEquals(2, cards.file().wrongPins());

        cards.refused(ResultCode.PIN_LOCKED, cards.verifyPin(OTHER));

        assertEquals(CardState.LOCKED, cards.state());
        assertEquals(0, cards.listed());
        cards.refused(ResultCode.PIN_LOCKED, cards.verifyPin(PIN));
        cards.refused(ResultCode.PIN_LOCKED, cards.setPin(PIN));
        cards.refused(ResultCode.PIN_LOCKED, purchase(PIN));
        cards.refused(ResultCode.PIN_LOCKED, cards.byCard());
        cards.ok(cards.event(CardEvent.UNLOCK));
        assertEquals(0, cards.file().wrongPins());
        cards.ok(cards.verifyPin(PIN));
    }

    @Test
    void shouldForgetWrongTriesAfterARightOneAndAfterSetting() {
        cards.ok(cards.setPin(PIN));
        cards.refused(ResultCode.PIN_WRONG, cards.verifyPin(OTHER));
        cards.refused(ResultCode.PIN_WRONG, cards.verifyPin(OTHER));
        cards.ok(cards.verifyPin(PIN));
        assertEquals(0, cards.file().wrongPins());
        cards.refused(ResultCode.PIN_WRONG, cards.verifyPin(OTHER));

        cards.ok(cards.setPin(OTHER));

        assertEquals(0, cards.file().wrongPins());
    }

    @Test
    void shouldCountATryOncePerKey() {
        cards.ok(cards.setPin(PIN));
        Order.Keyed wrong = cards.verifyPin(OTHER);

        for (int i = 0; i < 5; i++) {
            cards.refused(ResultCode.PIN_WRONG, wrong);
        }

        assertEquals(1, cards.file().wrongPins());
        cards.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY, cards.verifyPin(PIN).under(wrong.head()));
    }

    @Test
    void shouldNotSayThatACardHasNoPin() {
        cards.refused(ResultCode.PIN_WRONG, cards.verifyPin(PIN));
        assertEquals(false, cards.file().hasPin());
    }

    @Test
    void shouldSetThePinOfASealedCardAndKeepItWhenItIsActivated() {
        long fresh = CardLifeFixture.NEW.key();
        cards.ok(cards.issue(CardLifeFixture.NEW));
        cards.ok(cards.life(CommandType.CARD_PIN, fresh, "", 1, CardOrder.NewCard.NONE, PIN));
        cards.refused(
                ResultCode.CARD_NOT_ACTIVATED,
                cards.life(CommandType.CARD_PIN, fresh, "", 2, CardOrder.NewCard.NONE, PIN));

        cards.ok(cards.event(fresh, CardEvent.ACTIVATE));

        cards.ok(cards.life(CommandType.CARD_PIN, fresh, "", 2, CardOrder.NewCard.NONE, PIN));
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT_LOSS_TEMPORARY, CARD_LOST_TEMPORARY",
        "REPORT_LOSS_FORMAL, CARD_LOST_FORMAL",
        "LOCK, CARD_LOCKED",
        "DAMAGE, CARD_DAMAGED",
        "EXPIRE, CARD_EXPIRED",
        "REPLACE, CARD_REPLACED",
        "CANCEL, CARD_CANCELLED",
    })
    void shouldRefuseToSetOrJudgeByTheNameOfTheState(CardEvent event, ResultCode code) {
        cards.ok(cards.event(event));

        cards.refused(code, cards.setPin(PIN));
        cards.refused(code, cards.verifyPin(PIN));
    }

    @Test
    void shouldRefuseNoValueAnUnknownStepAndAnUnknownCard() {
        cards.refused(ResultCode.FIELD_INVALID, cards.setPin(0));
        cards.refused(
                ResultCode.FIELD_INVALID,
                cards.life(CommandType.CARD_PIN, CardLifeFixture.CARD, "", 3, CardOrder.NewCard.NONE, PIN));
        cards.refused(
                ResultCode.CARD_UNKNOWN,
                cards.life(CommandType.CARD_PIN, CardLifeFixture.NEW.key(), "", 1, CardOrder.NewCard.NONE, PIN));
    }
}
