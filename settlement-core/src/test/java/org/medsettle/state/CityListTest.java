package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Order;

/** The city's list is written by the events of cards and may be written from outside too: what that can do and cannot. */
class CityListTest {
    private static final Order.Entry GONE = new Order.Entry(CardLifeFixture.CARD, 0, 0, 0, true);

    private static final Order.Entry OTHER =
            new Order.Entry(CardLifeFixture.CARD, InvalidReason.OTHER.code(), 0, 0, false);

    private final CardLifeFixture cards = new CardLifeFixture();

    private static Order.Lists city(CommandType type, long version, long expected, Order.Entry... entries) {
        return new Order.Lists(type, ListLevel.CITY.code(), version, 0, expected, List.of(entries));
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT_LOSS_TEMPORARY, CARD_LOST_TEMPORARY",
        "REPORT_LOSS_FORMAL, CARD_LOST_FORMAL",
        "DAMAGE, CARD_DAMAGED",
        "CANCEL, CARD_CANCELLED",
    })
    void shouldStillRefuseACardByItsOwnStateWhenItsEntryIsTakenOff(CardEvent event, ResultCode code) {
        cards.ok(cards.event(event));

        cards.ok(city(CommandType.LIST_REMOVE, 0, 0, GONE));

        assertEquals(0, cards.listed());
        cards.refused(code, cards.byCard());
    }

    @Test
    void shouldStillRefuseALostCardWhenAFeedReplacesTheCitysList() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));

        cards.ok(city(CommandType.FEED_BEGIN, 1, 0));
        cards.ok(city(CommandType.FEED_COMMIT, 1, 0));

        assertEquals(0, cards.listed());
        cards.refused(ResultCode.CARD_LOST_FORMAL, cards.byCard());
        cards.ok(cards.event(CardEvent.CANCEL_LOSS));
        assertEquals(CardState.NORMAL, cards.state());
        cards.ledger.settled(cards.byCard());
    }

    @Test
    void shouldLeaveAnEntryOfTheCitysListToWhoeverPutIt() {
        cards.ok(city(CommandType.LIST_PUT, 0, 0, OTHER));

        cards.ok(cards.event(CardEvent.LOCK));
        cards.ok(cards.event(CardEvent.UNLOCK));
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        cards.ledger.later(Duration.ofDays(8));

        cards.refused(ResultCode.CARD_ON_INVALID_LIST, cards.byCard());
        cards.ok(city(CommandType.LIST_REMOVE, 0, 0, GONE));
        cards.ledger.settled(cards.byCard());
    }

    @Test
    void shouldPutACardOnTheCitysListAgainWhenItsOwnEntryFollowsItsState() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        assertEquals(1, cards.listed());

        cards.ok(cards.event(CardEvent.CANCEL_LOSS));

        assertEquals(0, cards.listed());
    }

    /** As it was decided before; journals of then are replayed so. */
    @Test
    void shouldTakeAnEntryOffWhoeverPutItThereByTheRulesOfBefore() {
        cards.ok(new Order.Configure(62, 7, 0, false, 0, 0, 0, 0));
        cards.ok(city(CommandType.LIST_PUT, 0, 0, OTHER));
        cards.refused(ResultCode.CARD_ON_INVALID_LIST, cards.byCard());

        cards.ok(cards.event(CardEvent.LOCK));
        cards.ok(cards.event(CardEvent.UNLOCK));

        cards.ledger.settled(cards.byCard());
    }

    @Test
    void shouldTellOnlyInstitutionsOfACard() {
        cards.refused(ResultCode.INSTITUTION_UNKNOWN, Order.Query.card("nobody", CardLifeFixture.CARD));
        cards.ok(Order.Query.card(LedgerFixture.PHARMACY, CardLifeFixture.CARD));
        cards.ok(Order.Query.card("", CardLifeFixture.CARD));
    }

    @Test
    void shouldLeaveEntriesOfTheProvinceToWhoeverPutThem() {
        cards.ok(new Order.Lists(CommandType.LIST_PUT, ListLevel.PROVINCE.code(), 0, 0, 0, List.of(OTHER)));

        cards.ok(cards.event(CardEvent.LOCK));
        cards.ok(cards.event(CardEvent.UNLOCK));

        cards.refused(ResultCode.CARD_ON_INVALID_LIST, cards.byCard());
    }
}
