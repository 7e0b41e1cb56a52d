package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;

/** From the application for a new card to its collection, and every way in which it does not get there. */
class ReplacementRulesTest {
    private final CardLifeFixture cards = new CardLifeFixture();
    private final LedgerFixture ledger = cards.ledger;

    @Test
    void shouldReplaceALostCardStepByStep() {
        long fresh = CardLifeFixture.NEW.key();
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        cards.ok(cards.step(ReplacementStep.APPLY));
        assertEquals("APPLIED", cards.application().stage());
        assertEquals(CardState.LOST_FORMAL, cards.application().reason());
        ledger.later(Duration.ofDays(1));
        cards.ok(cards.step(ReplacementStep.APPROVE));
        ledger.later(Duration.ofDays(1));
        cards.ok(cards.step(ReplacementStep.PRINT));
        cards.ok(cards.step(ReplacementStep.READY));
        cards.refused(ResultCode.CARD_LOST_FORMAL, cards.byCard());
        cards.refused(ResultCode.CARD_NOT_ACTIVATED, cards.byCard(fresh));

        cards.ok(cards.step(ReplacementStep.COLLECT));

        assertEquals("COLLECTED", cards.application().stage());
        assertEquals(5, cards.application().times().size());
        assertEquals(CardState.REPLACED, cards.state());
        assertEquals(InvalidReason.REPLACED.code(), cards.listed());
        assertEquals(ledger.timeMs(), cards.report().untilMs());
        cards.refused(ResultCode.CARD_REPLACED, cards.byCard());
        ledger.settled(cards.byCard(fresh));
        ledger.later(Duration.ofDays(4_000));
        assertEquals(InvalidReason.REPLACED.code(), cards.listed());
    }

    @Test
    void shouldPromiseTwentyWorkingDaysFromPrinting() {
        assertEquals(LocalDate.of(2026, 1, 1).toEpochDay(), ledger.today());
        cards.goOnTo(ReplacementStep.PRINT);

        assertEquals(LocalDate.of(2026, 1, 29).toEpochDay(), cards.application().promisedDay());
    }

    @Test
    void shouldCountHolidaysOutAndMadeUpWeekendsIn() {
        cards.ok(new CardOrder.Calendar(List.of(
                new CardOrder.Day((int) LocalDate.of(2026, 1, 2).toEpochDay(), false),
                new CardOrder.Day((int) LocalDate.of(2026, 1, 4).toEpochDay(), true),
                new CardOrder.Day((int) LocalDate.of(2026, 1, 29).toEpochDay(), false))));
        cards.goOnTo(ReplacementStep.PRINT);

        assertEquals(LocalDate.of(2026, 1, 30).toEpochDay(), cards.application().promisedDay());
    }

    @Test
    void shouldLeaveAPromiseAsItWasGivenWhenTheCalendarChanges() {
        cards.goOnTo(ReplacementStep.PRINT);
        int promised = cards.application().promisedDay();

        cards.ok(new CardOrder.Calendar(List.of(new CardOrder.Day(promised, false))));

        assertEquals(promised, cards.application().promisedDay());
    }

    @Test
    void shouldLetACardInForceGoOnUntilTheNewOneIsCollected() {
        cards.goOnTo(ReplacementStep.READY);
        ledger.settled(cards.byCard());

        cards.ok(cards.step(ReplacementStep.COLLECT));

        cards.refused(ResultCode.CARD_REPLACED, cards.byCard());
    }

    @Test
    void shouldNeverCancelALossOnceAReplacementIsAppliedFor() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        cards.ok(cards.step(ReplacementStep.APPLY));
        cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.event(CardEvent.CANCEL_LOSS));

        ledger.later(Duration.ofDays(1));
        cards.ok(cards.step(ReplacementStep.REJECT));

        cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.event(CardEvent.CANCEL_LOSS));
        assertEquals(CardState.LOST_FORMAL, cards.state());
    }

    @Test
    void shouldCancelALossThatCameAfterAnApplicationWasRejected() {
        cards.ok(cards.step(ReplacementStep.APPLY));
        cards.ok(cards.step(ReplacementStep.REJECT));
        ledger.later(Duration.ofDays(1));
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));

        cards.ok(cards.event(CardEvent.CANCEL_LOSS));

        ledger.settled(cards.byCard());
    }

    @Test
    void shouldRefuseToCancelALossThatCameWhileAReplacementIsOnItsWay() {
        cards.goOnTo(ReplacementStep.APPROVE);
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));

        cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.event(CardEvent.CANCEL_LOSS));
        cards.ok(cards.step(ReplacementStep.PRINT));
    }

    @ParameterizedTest
    @CsvSource({
        "LOST_TEMPORARY, REPORT_LOSS_TEMPORARY, CARD_LOST_TEMPORARY",
        "LOCKED, LOCK, CARD_LOCKED",
        "REPLACED, REPLACE, CARD_REPLACED",
        "CANCELLED, CANCEL, CARD_CANCELLED",
    })
    void shouldRefuseAnApplicationByTheNameOfTheState(CardState state, CardEvent event, ResultCode code) {
        cards.ok(cards.event(event));

        cards.refused(code, cards.step(ReplacementStep.APPLY));

        assertEquals(state, cards.state());
    }

    @Test
    void shouldRefuseAnApplicationForASealedCard() {
        cards.ok(cards.issue(CardLifeFixture.NEW));

        cards.refused(
                ResultCode.CARD_NOT_ACTIVATED,
                cards.life(
                        CommandType.CARD_REPLACEMENT,
                        CardLifeFixture.NEW.key(),
                        "",
                        ReplacementStep.APPLY.code(),
                        CardOrder.NewCard.NONE,
                        0));
    }

    @ParameterizedTest
    @EnumSource(
            value = CardEvent.class,
            names = {"REPORT_LOSS_FORMAL", "DAMAGE", "EXPIRE"})
    void shouldTakeAnApplicationForALostADamagedAndAnExpiredCard(CardEvent event) {
        cards.ok(cards.event(event));

        cards.goOnTo(ReplacementStep.COLLECT);

        assertEquals(CardState.REPLACED, cards.state());
        ledger.settled(cards.byCard(CardLifeFixture.NEW.key()));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReplacementStep.class,
            names = {"APPLY"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldRefuseEveryStepWithoutAnApplication(ReplacementStep step) {
        cards.refused(ResultCode.REPLACEMENT_NOT_APPLIED, cards.step(step));
    }

    @Test
    void shouldTakeEveryStepAtItsOwnStageOnly() {
        ReplacementStep[] way = {
            ReplacementStep.APPLY,
            ReplacementStep.APPROVE,
            ReplacementStep.PRINT,
            ReplacementStep.READY,
            ReplacementStep.COLLECT
        };
        for (int at = 0; at < way.length - 1; at++) {
            cards.ok(cards.step(way[at]));
            cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.step(ReplacementStep.APPLY));
            for (int step = 1; step < way.length; step++) {
                if (step != at + 1) {
                    cards.refused(ResultCode.REPLACEMENT_AT_OTHER_STAGE, cards.step(way[step]));
                }
            }
        }
        cards.ok(cards.step(ReplacementStep.COLLECT));
        cards.refused(ResultCode.CARD_REPLACED, cards.step(ReplacementStep.COLLECT));
        cards.refused(ResultCode.REPLACEMENT_AT_OTHER_STAGE, cards.step(ReplacementStep.REJECT));
    }

    @Test
    void shouldRefuseAnUnknownCardOrStep() {
        CardOrder.Life apply = cards.step(ReplacementStep.APPLY);
        cards.refused(
                ResultCode.CARD_UNKNOWN,
                cards.life(apply.type(), CardLifeFixture.NEW.key(), "", 1, CardOrder.NewCard.NONE, 0));
        cards.refused(
                ResultCode.FIELD_INVALID,
                cards.life(apply.type(), CardLifeFixture.CARD, "", 7, CardOrder.NewCard.NONE, 0));
    }

    @Test
    void shouldRefuseANewCardThatIsThereOrOfAnotherAreaOrPastItsDate() {
        cards.goOnTo(ReplacementStep.PRINT);
        cards.ok(cards.issue(CardLifeFixture.OTHER));
        CardOrder.NewCard fresh = CardLifeFixture.NEW;

        cards.refused(ResultCode.CARD_EXISTS, cards.ready(CardLifeFixture.OTHER));
        cards.refused(
                ResultCode.CARD_EXISTS,
                cards.ready(new CardOrder.NewCard(fresh.key(), 1, 2, LedgerFixture.BANK_NUMBER, 0)));
        cards.refused(ResultCode.FIELD_INVALID, cards.ready(CardLifeFixture.ELSEWHERE));
        cards.refused(
                ResultCode.CARD_EXPIRED, cards.ready(new CardOrder.NewCard(fresh.key(), 1, 2, 0, ledger.today() - 1)));
        assertEquals("PRINTING", cards.application().stage());
    }

    @Test
    void shouldPutANewCardInForceByItsCollectionAlone() {
        long fresh = CardLifeFixture.NEW.key();
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        cards.goOnTo(ReplacementStep.READY);

        cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.event(fresh, CardEvent.ACTIVATE));
        cards.refused(ResultCode.CARD_NOT_ACTIVATED, cards.byCard(fresh));
    }

    @Test
    void shouldRefuseToCollectACardThatWasSpoiltOrIsPastItsDate() {
        cards.goOnTo(ReplacementStep.READY);
        cards.ok(cards.event(CardLifeFixture.NEW.key(), CardEvent.DAMAGE));
        cards.refused(ResultCode.CARD_DAMAGED, cards.step(ReplacementStep.COLLECT));
        ledger.settled(cards.byCard());

        cards.ok(cards.step(ReplacementStep.REJECT));
        cards.ok(cards.step(ReplacementStep.APPLY));
        cards.ok(cards.step(ReplacementStep.APPROVE));
        cards.ok(cards.step(ReplacementStep.PRINT));
        cards.ok(cards.ready(new CardOrder.NewCard(CardLifeFixture.OTHER.key(), 1, 2, 0, ledger.today())));
        ledger.later(Duration.ofDays(1));

        cards.refused(ResultCode.CARD_EXPIRED, cards.step(ReplacementStep.COLLECT));
    }

    @Test
    void shouldCancelTheNewCardWhenTheReplacementIsGivenUp() {
        long fresh = CardLifeFixture.NEW.key();
        cards.goOnTo(ReplacementStep.READY);

        cards.ok(cards.step(ReplacementStep.REJECT));

        assertEquals(CardState.CANCELLED, cards.file(fresh).state());
        cards.refused(ResultCode.CARD_CANCELLED, cards.event(fresh, CardEvent.ACTIVATE));
        ledger.settled(cards.byCard());
        cards.ok(cards.step(ReplacementStep.APPLY));
        assertEquals(1, cards.application().times().size());
        assertEquals(0, cards.application().newCardKey());
    }

    @Test
    void shouldRefuseToGoOnForACardThatWasCancelledButLetItBeGivenUp() {
        cards.goOnTo(ReplacementStep.APPROVE);
        cards.ok(cards.event(CardEvent.CANCEL));

        cards.refused(ResultCode.CARD_CANCELLED, cards.step(ReplacementStep.PRINT));
        cards.ok(cards.step(ReplacementStep.REJECT));
        cards.refused(ResultCode.CARD_CANCELLED, cards.step(ReplacementStep.APPLY));
    }

    @Test
    void shouldRefuseToMoveWhileAReplacementIsOnItsWay() {
        cards.goOnTo(ReplacementStep.APPLY);

        cards.refused(ResultCode.REPLACEMENT_APPLIED, cards.move(CardLifeFixture.ELSEWHERE));
    }

    @Test
    void shouldAnswerARepeatedStepAsAtFirst() {
        Order.Keyed apply = cards.step(ReplacementStep.APPLY);
        cards.ok(apply);
        cards.ok(cards.step(ReplacementStep.APPROVE));

        cards.ok(apply);

        assertEquals("APPROVED", cards.application().stage());
    }
}
