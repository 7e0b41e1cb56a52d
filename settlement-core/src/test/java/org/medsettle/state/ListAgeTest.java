package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** A list that is older than its terms allow: cards are refused or served, as the operator chose, by engine time. */
class ListAgeTest {
    private static final long HOUR = 3_600;

    private final LedgerFixture ledger = new LedgerFixture();

    private static Order.ListTerms terms(long nation, long province, long city, boolean refuses) {
        return new Order.ListTerms(List.of(nation, province, city), List.of(refuses, refuses, refuses));
    }

    private void feed(ListLevel level, long version) {
        ledger.ok(new Order.Lists(CommandType.FEED_BEGIN, level.code(), version, 0, 0, List.of()));
        ledger.ok(new Order.Lists(CommandType.FEED_COMMIT, level.code(), version, 0, 0, List.of()));
    }

    private Order.Settle byCard() {
        return ledger.settle(Order.Shown.card(LedgerFixture.CARD));
    }

    private Answer.ListAge age(ListLevel level) {
        return ledger.cardFacts().lists().get(level.code()).age();
    }

    @Test
    void shouldRefuseCardsFromTheSecondOnAtWhichTheListIsTooOld() {
        feed(ListLevel.NATION, 1);
        ledger.ok(terms(HOUR, 0, 0, true));
        ledger.later(Duration.ofSeconds(HOUR).minusMillis(1));
        ledger.settled(byCard());

        ledger.later(Duration.ofMillis(1));

        Answer answer = ledger.apply(byCard());

        assertEquals(ResultCode.CARD_LIST_TOO_OLD, answer.code());
        assertEquals(ListLevel.NATION, ListDetail.level(answer.detail()));
        assertTrue(age(ListLevel.NATION).tooOld());
    }

    @Test
    void shouldServeAgainOnceTheListHasBeenFed() {
        feed(ListLevel.NATION, 1);
        ledger.ok(terms(HOUR, 0, 0, true));
        ledger.later(Duration.ofSeconds(2 * HOUR));
        ledger.refused(ResultCode.CARD_LIST_TOO_OLD, byCard());

        feed(ListLevel.NATION, 2);

        ledger.settled(byCard());
        assertFalse(age(ListLevel.NATION).tooOld());
    }

    @Test
    void shouldRefuseWhenAListThatMayNotBeOldWasNeverFed() {
        ledger.ok(terms(0, HOUR, 0, true));

        Answer answer = ledger.apply(byCard());

        assertEquals(ResultCode.CARD_LIST_TOO_OLD, answer.code());
        assertEquals(ListLevel.PROVINCE, ListDetail.level(answer.detail()));
        assertEquals(0, age(ListLevel.PROVINCE).fedMs());
    }

    @Test
    void shouldServeAndSaySoWhenTheOperatorChoseThat() {
        ledger.ok(terms(HOUR, HOUR, 0, false));

        ledger.settled(byCard());

        assertTrue(age(ListLevel.NATION).tooOld());
        assertFalse(age(ListLevel.NATION).refuses());
    }

    @Test
    void shouldNotTakeASingleEntryForAFeed() {
        feed(ListLevel.NATION, 1);
        ledger.ok(terms(HOUR, 0, 0, true));
        ledger.later(Duration.ofSeconds(2 * HOUR));
        ledger.ok(ledger.put(ListLevel.NATION, 1, 1, 2));

        ledger.refused(ResultCode.CARD_LIST_TOO_OLD, byCard());
    }

    @Test
    void shouldTakeEveryChangeOfTheCityListForNews() {
        ledger.ok(terms(0, 0, HOUR, true));
        ledger.refused(ResultCode.CARD_LIST_TOO_OLD, byCard());

        ledger.ok(ledger.put(ListLevel.CITY, 1, 1, 2));

        ledger.settled(byCard());
    }

    @Test
    void shouldNameTheListEntryBeforeTheListsAge() {
        ledger.ok(terms(HOUR, 0, 0, true));
        ledger.ok(ledger.put(ListLevel.CITY, 1, 0, 0));

        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());
    }

    @Test
    void shouldNotAskListsForWhatIsNoCard() {
        ledger.ok(terms(HOUR, HOUR, HOUR, true));

        ledger.settled(ledger.settle(Order.Shown.citizen(LedgerFixture.EMPLOYEE_ID)));
    }

    @Test
    void shouldRefuseTermsOutOfRangeWhole() {
        ledger.refused(ResultCode.FIELD_INVALID, terms(HOUR, -1, 0, true));
        ledger.refused(ResultCode.FIELD_INVALID, terms(HOUR, 0, Long.MAX_VALUE, true));

        ledger.settled(byCard());
    }
}
