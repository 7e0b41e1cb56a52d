package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Objects;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.CardFile;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;

/** A ledger to tell the lives of cards in: the employee's card, and new ones for him in two areas. */
final class CardLifeFixture {
    static final long CARD = LedgerFixture.CARD;
    static final CardOrder.NewCard NEW = newCard(420_100, "B0000001", 621_700_000_000_101L);
    static final CardOrder.NewCard OTHER = newCard(420_100, "B0000002", 621_700_000_000_102L);
    static final CardOrder.NewCard ELSEWHERE = newCard(510_100, "B0000003", 621_700_000_000_103L);

    final LedgerFixture ledger = new LedgerFixture();

    static CardOrder.NewCard newCard(int area, String body, long bankNumber) {
        long key = CardNumber.key(area, body + CardNumber.checkCharacter(body));
        return new CardOrder.NewCard(key, 3, 4, bankNumber, 0);
    }

    void ok(Order order) {
        ledger.ok(order);
    }

    void refused(ResultCode code, Order order) {
        ledger.refused(code, order);
    }

    Order.Event event(CardEvent event) {
        return ledger.card(event);
    }

    Order.Event event(long card, CardEvent event) {
        return new Order.Event(CommandType.CARD_EVENT, ledger.admin(), "", card, event.code());
    }

    CardOrder.Life issue(CardOrder.NewCard card) {
        return life(CommandType.CARD_ISSUE, 0, LedgerFixture.EMPLOYEE, 0, card, 0);
    }

    CardOrder.Life step(ReplacementStep step) {
        CardOrder.NewCard made = step == ReplacementStep.READY ? NEW : CardOrder.NewCard.NONE;
        return life(CommandType.CARD_REPLACEMENT, CARD, "", step.code(), made, 0);
    }

    CardOrder.Life ready(CardOrder.NewCard card) {
        return life(CommandType.CARD_REPLACEMENT, CARD, "", ReplacementStep.READY.code(), card, 0);
    }

    /** Takes every step up to and including this one. */
    void goOnTo(ReplacementStep last) {
        for (ReplacementStep step : ReplacementStep.values()) {
            ok(step(step));
            if (step == last) {
                return;
            }
        }
    }

    CardOrder.Life move(CardOrder.NewCard card) {
        return life(CommandType.CARD_MOVE, CARD, "", 0, card, 0);
    }

    CardOrder.Life setPin(long value) {
        return life(CommandType.CARD_PIN, CARD, "", CardLifeBody.PIN_SET, CardOrder.NewCard.NONE, value);
    }

    CardOrder.Life verifyPin(long value) {
        return life(CommandType.CARD_PIN, CARD, "", CardLifeBody.PIN_VERIFY, CardOrder.NewCard.NONE, value);
    }

    CardOrder.Life life(CommandType type, long card, String person, int step, CardOrder.NewCard next, long pinValue) {
        return new CardOrder.Life(type, ledger.admin(), card, person, step, next, pinValue);
    }

    /** 25 yuan paid now at the hospital. */
    CardOrder.Reimburse reimburse(String receipt) {
        return reimburse(receipt, 2_500, ledger.second());
    }

    CardOrder.Reimburse reimburse(String receipt, long fen, long paidAtSeconds) {
        return new CardOrder.Reimburse(
                ledger.admin().at(LedgerFixture.HOSPITAL), CARD, fen, paidAtSeconds, receipt, "adm1", "adm2");
    }

    Order.Settle byCard() {
        return byCard(CARD);
    }

    Order.Settle byCard(long key) {
        return ledger.settle(Order.Shown.card(key));
    }

    CardFile file() {
        return file(CARD);
    }

    CardFile file(long key) {
        return assertInstanceOf(
                CardFile.class, ledger.apply(Order.Query.cardLife(key)).body());
    }

    CardState state() {
        return file().state();
    }

    CardFile.Report report() {
        return Objects.requireNonNull(file().report());
    }

    CardFile.Application application() {
        return Objects.requireNonNull(file().application());
    }

    /** Code of the reason for which the city lists the card, 0 for none. */
    int listed() {
        return ledger.cardFacts().lists().get(ListLevel.CITY.code()).reason();
    }
}
