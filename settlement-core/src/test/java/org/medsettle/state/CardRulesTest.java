package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** Card states and single entries of the invalid lists: sections 2 and 3 of the ledger's contract. */
class CardRulesTest {
    private static final long SECOND_CARD = CardNumber.key(420_100, "A0000002X");

    private final LedgerFixture ledger = new LedgerFixture();

    private Order.Settle byCard() {
        return ledger.settle(Order.Shown.card(LedgerFixture.CARD));
    }

    private Answer.ListFacts onCityList() {
        return ledger.cardFacts().lists().get(ListLevel.CITY.code());
    }

    @Test
    void shouldNameTheStateThatKeepsACardFromSettling() {
        refuseAfter(CardEvent.LOCK, ResultCode.CARD_LOCKED);
        ledger.ok(ledger.card(CardEvent.UNLOCK));
        ledger.settled(byCard());
        refuseAfter(CardEvent.REPORT_LOSS_TEMPORARY, ResultCode.CARD_LOST_TEMPORARY);
        refuseAfter(CardEvent.REPORT_LOSS_FORMAL, ResultCode.CARD_LOST_FORMAL);
        ledger.ok(ledger.card(CardEvent.CANCEL_LOSS));
        ledger.settled(byCard());
        refuseAfter(CardEvent.DAMAGE, ResultCode.CARD_DAMAGED);
        refuseAfter(CardEvent.EXPIRE, ResultCode.CARD_EXPIRED);
        refuseAfter(CardEvent.REPLACE, ResultCode.CARD_REPLACED);
    }

    private void refuseAfter(CardEvent event, ResultCode code) {
        ledger.ok(ledger.card(event));
        ledger.refused(code, byCard());
    }

    @Test
    void shouldSayNothingAboutASealedCardOnTheList() {
        ledger.ok(LedgerFixture.card(SECOND_CARD, CardState.SEALED));

        ledger.refused(ResultCode.CARD_NOT_ACTIVATED, ledger.settle(Order.Shown.card(SECOND_CARD)));
        ledger.ok(new Order.Event(CommandType.CARD_EVENT, ledger.admin(), "", SECOND_CARD, CardEvent.ACTIVATE.code()));
        ledger.settled(ledger.settle(Order.Shown.card(SECOND_CARD)));
    }

    @Test
    void shouldRefuseForbiddenMovesWithTheStateOfTheCard() {
        ledger.refused(ResultCode.CARD_IN_FORCE, ledger.card(CardEvent.UNLOCK));
        ledger.ok(ledger.card(CardEvent.LOCK));
        ledger.refused(ResultCode.CARD_LOCKED, ledger.card(CardEvent.REPORT_LOSS_TEMPORARY));
        ledger.ok(ledger.card(CardEvent.CANCEL));
        for (CardEvent event : CardEvent.values()) {
            ledger.refused(ResultCode.CARD_CANCELLED, ledger.card(event));
        }
        ledger.refused(
                ResultCode.CARD_UNKNOWN, new Order.Event(CommandType.CARD_EVENT, ledger.admin(), "", SECOND_CARD, 1));
    }

    @Test
    void shouldLetATemporaryLossLapseByItself() {
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_TEMPORARY));
        assertEquals(InvalidReason.LOST.code(), onCityList().reason());
        ledger.later(Duration.ofDays(7).minusMillis(1));
        ledger.refused(ResultCode.CARD_LOST_TEMPORARY, byCard());
        ledger.later(Duration.ofMillis(1));

        ledger.settled(byCard());

        assertEquals(CardState.NORMAL, ledger.cardFacts().state());
        ledger.refused(ResultCode.CARD_IN_FORCE, ledger.card(CardEvent.CANCEL_LOSS));
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_TEMPORARY));
    }

    @Test
    void shouldExpireTheDayAfterTheLastDay() {
        Order.ImportCard card =
                new Order.ImportCard(SECOND_CARD, LedgerFixture.EMPLOYEE, 1, 2, 0, ledger.today(), CardState.NORMAL);
        ledger.ok(card);
        ledger.settled(ledger.settle(Order.Shown.card(SECOND_CARD)));
        ledger.later(Duration.ofHours(13));

        ledger.refused(ResultCode.CARD_EXPIRED, ledger.settle(Order.Shown.card(SECOND_CARD)));
    }

    @Test
    void shouldPutACardOnTheCityListInTheSameCommand() {
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_FORMAL));
        assertEquals(InvalidReason.LOST.code(), onCityList().reason());
        assertEquals(ledger.second(), onCityList().fromSeconds());

        ledger.ok(ledger.card(CardEvent.CANCEL_LOSS));
        assertEquals(0, onCityList().reason());
        ledger.ok(ledger.card(CardEvent.CANCEL));
        assertEquals(InvalidReason.CANCELLED.code(), onCityList().reason());
    }

    @Test
    void shouldPutAnImportedCardOnTheCityList() {
        ledger.ok(LedgerFixture.card(SECOND_CARD, CardState.REPLACED));

        Answer.CardFacts facts = (Answer.CardFacts) ledger.apply(Order.Query.card(LedgerFixture.PHARMACY, SECOND_CARD))
                .body();

        assertEquals(
                InvalidReason.REPLACED.code(),
                facts.lists().get(ListLevel.CITY.code()).reason());
    }

    @Test
    void shouldRefuseACardOnAnyListAndNameTheFirst() {
        for (ListLevel level : new ListLevel[] {ListLevel.CITY, ListLevel.PROVINCE, ListLevel.NATION}) {
            ledger.ok(ledger.put(level, InvalidReason.OTHER.code(), 0, 0));

            Answer answer = ledger.apply(byCard());

            assertEquals(ResultCode.CARD_ON_INVALID_LIST, answer.code());
            assertEquals(ListDetail.pack(level.code(), InvalidReason.OTHER.code()), answer.detail());
        }
        Order.Shown bank = Order.Shown.bank(LedgerFixture.BANK_NUMBER);
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, ledger.settle(bank));
    }

    @Test
    void shouldRepeatTheListThatRefusedWhenItIsCleared() {
        ledger.ok(ledger.put(ListLevel.NATION, InvalidReason.LOST.code(), 0, 0));
        Order.Settle order = byCard();
        Answer first = ledger.apply(order);
        ledger.ok(new Order.Lists(
                CommandType.LIST_REMOVE,
                ListLevel.NATION.code(),
                0,
                0,
                0,
                List.of(new Order.Entry(LedgerFixture.CARD, 0, 0, 0, true))));

        assertEquals(first, ledger.apply(order));
        ledger.settled(byCard());
    }

    @Test
    void shouldCountAnEntryFromItsFirstSecondToBeforeItsLast() {
        ledger.ok(ledger.put(ListLevel.PROVINCE, 1, ledger.second() + 10, ledger.second() + 20));

        ledger.settled(byCard());
        ledger.later(Duration.ofSeconds(10));
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());
        ledger.later(Duration.ofMillis(9_999));
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());
        ledger.later(Duration.ofMillis(1));
        ledger.settled(byCard());
    }

    @Test
    void shouldLetTheLocalStateOutrankTheList() {
        ledger.ok(ledger.card(CardEvent.REPORT_LOSS_FORMAL));
        ledger.ok(ledger.put(ListLevel.NATION, InvalidReason.OTHER.code(), 0, 0));

        ledger.refused(ResultCode.CARD_LOST_FORMAL, byCard());
    }

    @Test
    void shouldAskTheListsForACardOfAnotherArea() {
        long stranger = CardNumber.key(510_100, "A00000038");
        ledger.refused(ResultCode.CARD_UNKNOWN, ledger.settle(Order.Shown.card(stranger)));
        Order.Entry entry = new Order.Entry(stranger, InvalidReason.LOST.code(), 0, 0, false);
        ledger.ok(new Order.Lists(CommandType.LIST_PUT, ListLevel.NATION.code(), 0, 0, 0, List.of(entry)));

        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, ledger.settle(Order.Shown.card(stranger)));
        Answer.CardFacts facts = (Answer.CardFacts)
                ledger.apply(Order.Query.card(LedgerFixture.PHARMACY, stranger)).body();
        assertNull(facts.state());
    }

    @Test
    void shouldRefuseEntriesThatNameNoLevelOrReason() {
        ledger.refused(ResultCode.FIELD_INVALID, ledger.put(ListLevel.NATION, 0, 0, 0));
        ledger.refused(ResultCode.FIELD_INVALID, ledger.put(ListLevel.NATION, 7, 0, 0));
        for (int level : new int[] {-1, 3}) {
            ledger.refused(
                    ResultCode.FIELD_INVALID, new Order.Lists(CommandType.FEED_BEGIN, level, 1, 0, 0, List.of()));
        }
    }

    @Test
    void shouldSayWhenAnEntryWasThereAlready() {
        Order.Lists put = ledger.put(ListLevel.CITY, 6, 5, 0);
        assertEquals(Answer.ok(), ledger.apply(put));

        assertEquals(Answer.okAlready(), ledger.apply(put));
    }
}
