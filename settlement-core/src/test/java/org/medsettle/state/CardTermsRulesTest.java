package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.ResultCode;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;

/** Areas' own terms, the calendar as a command, and sweeps. */
class CardTermsRulesTest {
    private final CardLifeFixture cards = new CardLifeFixture();
    private final LedgerFixture ledger = cards.ledger;

    private static CardOrder.Terms terms(Integer... areasAndDays) {
        List<CardOrder.AreaDays> areas = new ArrayList<>();
        for (int i = 0; i < areasAndDays.length; i += 2) {
            areas.add(new CardOrder.AreaDays(areasAndDays[i], areasAndDays[i + 1]));
        }
        return new CardOrder.Terms(0, areas);
    }

    @ParameterizedTest
    @CsvSource({
        "420100, 5, 5",
        "420000, 10, 10",
        "510000, 5, 7",
    })
    void shouldLapseByTheCardsAreaItsCityOrItsProvince(int area, int days, int lapsesAfter) {
        cards.ok(terms(area, days));
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        ledger.later(Duration.ofDays(lapsesAfter).minusMillis(1));
        cards.refused(ResultCode.CARD_LOST_TEMPORARY, cards.byCard());

        ledger.later(Duration.ofMillis(1));

        ledger.settled(cards.byCard());
    }

    @Test
    void shouldPreferTheClosestArea() {
        cards.ok(terms(420_000, 10, 420_100, 5));
        long districts = CardLifeFixture.newCard(420_106, "B0000009", 0).key();
        cards.ok(LedgerFixture.card(districts, CardState.NORMAL));
        cards.ok(cards.event(districts, CardEvent.REPORT_LOSS_TEMPORARY));

        assertEquals(
                ledger.timeMs() + Duration.ofDays(5).toMillis(),
                cards.file(districts).lapsesAtMs());
    }

    @Test
    void shouldLeaveAReportThatStandsToItsOwnTerm() {
        cards.ok(terms(420_100, 5));
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        long lapse = cards.file().lapsesAtMs();

        cards.ok(terms(420_100, 10));
        cards.ok(terms());

        assertEquals(lapse, cards.file().lapsesAtMs());
    }

    @Test
    void shouldRefuseTermsThatAreOutOfRangeOrOrderAndKeepTheOldOnes() {
        cards.ok(terms(420_100, 5));
        cards.refused(ResultCode.FIELD_INVALID, terms(420_100, 0));
        cards.refused(ResultCode.FIELD_INVALID, terms(420_100, 61));
        cards.refused(ResultCode.FIELD_INVALID, terms(0, 5));
        cards.refused(ResultCode.FIELD_INVALID, terms(1_000_000, 5));
        cards.refused(ResultCode.FIELD_INVALID, terms(420_100, 5, 420_100, 5));
        cards.refused(ResultCode.FIELD_INVALID, terms(420_100, 5, 110_000, 5));
        cards.refused(ResultCode.FIELD_INVALID, new CardOrder.Terms(-1, List.of()));

        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        assertEquals(
                ledger.timeMs() + Duration.ofDays(5).toMillis(), cards.file().lapsesAtMs());
    }

    @Test
    void shouldRefuseACalendarWhoseDaysAreNotInOrder() {
        cards.ok(new CardOrder.Calendar(List.of()));
        cards.refused(
                ResultCode.FIELD_INVALID,
                new CardOrder.Calendar(List.of(new CardOrder.Day(7, true), new CardOrder.Day(7, false))));
        cards.refused(
                ResultCode.FIELD_INVALID,
                new CardOrder.Calendar(List.of(new CardOrder.Day(8, true), new CardOrder.Day(7, true))));
    }

    @Test
    void shouldRefuseBodiesThatSayMoreThanTheyHold() {
        CardTerms terms = new CardTerms();
        CardTermsBody areas = new CardTermsBody();
        areas.wrap(ByteBuffer.allocate(CardTermsBody.length(2)).order(ByteOrder.LITTLE_ENDIAN), 0);
        areas.begin(0).area(1, 5).area(2, 5);
        WorkCalendarBody days = new WorkCalendarBody();
        days.wrap(ByteBuffer.allocate(WorkCalendarBody.length(2)).order(ByteOrder.LITTLE_ENDIAN), 0);
        days.begin().day(3, true).day(4, true);

        assertEquals(false, terms.take(areas, CardTermsBody.length(2) - 1));
        assertEquals(false, terms.take(areas, 0));
        assertEquals(false, terms.take(days, WorkCalendarBody.length(2) - 1));
        assertEquals(false, terms.take(days, 0));
        assertEquals(0, terms.stateHash());
        assertEquals(true, terms.take(days, WorkCalendarBody.length(2)));
        assertEquals(true, terms.take(areas, CardTermsBody.length(2)));
    }

    @Test
    void shouldWriteExpiriesDownAndPutThemOnTheCitysList() {
        long fresh = CardLifeFixture.NEW.key();
        cards.ok(cards.issue(new CardOrder.NewCard(fresh, 1, 2, 0, ledger.today())));
        cards.ok(cards.event(fresh, CardEvent.ACTIVATE));
        assertEquals(0, swept(0, 100));
        ledger.later(Duration.ofDays(1));

        assertEquals(1, swept(0, 100));

        assertEquals(CardState.EXPIRED, cards.file(fresh).storedState());
        Answer.CardFacts facts = (Answer.CardFacts)
                ledger.apply(Order.Query.card(LedgerFixture.PHARMACY, fresh)).body();
        assertEquals(
                InvalidReason.EXPIRED.code(),
                facts.lists().get(ListLevel.CITY.code()).reason());
        assertEquals(0, swept(0, 100));
        cards.refused(ResultCode.CARD_EXPIRED, cards.byCard(fresh));
    }

    private int swept(long from, long count) {
        Answer answer = ledger.apply(new CardOrder.Sweep(from, count));
        assertEquals(ResultCode.OK, answer.code());
        return answer.detail();
    }

    @Test
    void shouldTakeALapsedReportOffTheList() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        long lapse = cards.report().untilMs();
        ledger.later(Duration.ofDays(7));
        assertEquals(InvalidReason.LOST.code(), cards.listed());

        assertEquals(1, swept(0, 100));

        assertEquals(0, cards.listed());
        assertEquals(CardState.NORMAL, cards.file().storedState());
        assertEquals(lapse, cards.report().untilMs());
    }

    @Test
    void shouldLeaveAnEntryThatSomebodyHasPutThereSince() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        cards.ok(ledger.put(ListLevel.CITY, InvalidReason.OTHER.code(), 0, 0));
        ledger.later(Duration.ofDays(7));

        assertEquals(0, swept(0, 100));

        assertEquals(InvalidReason.OTHER.code(), cards.listed());
        cards.refused(ResultCode.CARD_ON_INVALID_LIST, cards.byCard());
    }

    @Test
    void shouldSweepTheCardsItIsToldToAndRefuseTooMany() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        ledger.later(Duration.ofDays(7));
        assertEquals(0, swept(1, 100));
        assertEquals(0, swept(0, 0));
        assertEquals(1, swept(0, 1));

        cards.refused(ResultCode.FIELD_INVALID, new CardOrder.Sweep(-1, 1));
        cards.refused(ResultCode.FIELD_INVALID, new CardOrder.Sweep(0, 4_097));
        cards.refused(ResultCode.FIELD_INVALID, new CardOrder.Sweep(0, -1));
    }
}
