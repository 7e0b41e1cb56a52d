package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.EventBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.model.CardOrder;
import org.medsettle.model.Order;
import org.medsettle.model.OrderWriter;
import org.medsettle.store.heap.HeapStores;

/** Every transition of a card that needs no replacement, and every refusal: the table of the cards' page. */
class CardLifeRulesTest {
    private final CardLifeFixture cards = new CardLifeFixture();
    private final LedgerFixture ledger = cards.ledger;

    /** Brings the card into a state by the shortest way there is. */
    private void bringInto(CardState state) {
        switch (state) {
            case NORMAL -> {
                // It is.
            }
            case LOST_TEMPORARY -> cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
            case LOST_FORMAL -> cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
            case LOCKED -> cards.ok(cards.event(CardEvent.LOCK));
            case DAMAGED -> cards.ok(cards.event(CardEvent.DAMAGE));
            case REPLACED -> cards.ok(cards.event(CardEvent.REPLACE));
            case CANCELLED -> cards.ok(cards.event(CardEvent.CANCEL));
            case EXPIRED -> cards.ok(cards.event(CardEvent.EXPIRE));
            case SEALED -> throw new IllegalArgumentException("the fixture's card is activated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, REPORT_LOSS_TEMPORARY, LOST_TEMPORARY, LOST",
        "NORMAL, REPORT_LOSS_FORMAL, LOST_FORMAL, LOST",
        "LOST_TEMPORARY, REPORT_LOSS_FORMAL, LOST_FORMAL, LOST",
        "LOST_TEMPORARY, CANCEL_LOSS, NORMAL,",
        "LOST_FORMAL, CANCEL_LOSS, NORMAL,",
        "NORMAL, LOCK, LOCKED,",
        "LOCKED, UNLOCK, NORMAL,",
        "NORMAL, DAMAGE, DAMAGED, DAMAGED",
        "LOST_TEMPORARY, DAMAGE, DAMAGED, DAMAGED",
        "LOST_FORMAL, DAMAGE, DAMAGED, DAMAGED",
        "LOCKED, DAMAGE, DAMAGED, DAMAGED",
        "EXPIRED, DAMAGE, DAMAGED, DAMAGED",
        "NORMAL, CANCEL, CANCELLED, CANCELLED",
        "LOST_TEMPORARY, CANCEL, CANCELLED, CANCELLED",
        "LOST_FORMAL, CANCEL, CANCELLED, CANCELLED",
        "LOCKED, CANCEL, CANCELLED, CANCELLED",
        "DAMAGED, CANCEL, CANCELLED, CANCELLED",
        "EXPIRED, CANCEL, CANCELLED, CANCELLED",
    })
    void shouldChangeStateAndListInOneCommand(CardState from, CardEvent event, CardState to, InvalidReason reason) {
        bringInto(from);

        cards.ok(cards.event(event));

        assertEquals(to, cards.state());
        assertEquals(reason == null ? 0 : reason.code(), cards.listed());
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, ACTIVATE, CARD_IN_FORCE",
        "NORMAL, CANCEL_LOSS, CARD_IN_FORCE",
        "NORMAL, UNLOCK, CARD_IN_FORCE",
        "LOST_TEMPORARY, ACTIVATE, CARD_LOST_TEMPORARY",
        "LOST_TEMPORARY, REPORT_LOSS_TEMPORARY, CARD_LOST_TEMPORARY",
        "LOST_TEMPORARY, LOCK, CARD_LOST_TEMPORARY",
        "LOST_TEMPORARY, UNLOCK, CARD_LOST_TEMPORARY",
        "LOST_FORMAL, ACTIVATE, CARD_LOST_FORMAL",
        "LOST_FORMAL, REPORT_LOSS_TEMPORARY, CARD_LOST_FORMAL",
        "LOST_FORMAL, REPORT_LOSS_FORMAL, CARD_LOST_FORMAL",
        "LOST_FORMAL, LOCK, CARD_LOST_FORMAL",
        "LOST_FORMAL, UNLOCK, CARD_LOST_FORMAL",
        "LOCKED, ACTIVATE, CARD_LOCKED",
        "LOCKED, REPORT_LOSS_TEMPORARY, CARD_LOCKED",
        "LOCKED, REPORT_LOSS_FORMAL, CARD_LOCKED",
        "LOCKED, CANCEL_LOSS, CARD_LOCKED",
        "LOCKED, LOCK, CARD_LOCKED",
        "DAMAGED, ACTIVATE, CARD_DAMAGED",
        "DAMAGED, REPORT_LOSS_TEMPORARY, CARD_DAMAGED",
        "DAMAGED, REPORT_LOSS_FORMAL, CARD_DAMAGED",
        "DAMAGED, CANCEL_LOSS, CARD_DAMAGED",
        "DAMAGED, LOCK, CARD_DAMAGED",
        "DAMAGED, UNLOCK, CARD_DAMAGED",
        "DAMAGED, DAMAGE, CARD_DAMAGED",
        "EXPIRED, ACTIVATE, CARD_EXPIRED",
        "EXPIRED, REPORT_LOSS_TEMPORARY, CARD_EXPIRED",
        "EXPIRED, REPORT_LOSS_FORMAL, CARD_EXPIRED",
        "EXPIRED, CANCEL_LOSS, CARD_EXPIRED",
        "EXPIRED, LOCK, CARD_EXPIRED",
        "EXPIRED, UNLOCK, CARD_EXPIRED",
    })
    void shouldRefuseByTheNameOfTheStateAndChangeNothing(CardState state, CardEvent event, ResultCode code) {
        bringInto(state);
        int listed = cards.listed();

        cards.refused(code, cards.event(event));

        assertEquals(state, cards.state());
        assertEquals(listed, cards.listed());
    }

    @ParameterizedTest
    @EnumSource(
            value = CardState.class,
            names = {"REPLACED", "CANCELLED"})
    void shouldLetNothingLeadOutOfAFinalState(CardState state) {
        bringInto(state);

        for (CardEvent event : CardEvent.values()) {
            cards.refused(CredentialRules.refusalOf(state), cards.event(event));
        }
    }

    @Test
    void shouldIssueASealedCardAndActivateIt() {
        cards.ok(cards.issue(CardLifeFixture.NEW));
        long key = CardLifeFixture.NEW.key();
        cards.refused(ResultCode.CARD_NOT_ACTIVATED, cards.byCard(key));
        assertEquals(CardState.SEALED, cards.file(key).state());

        cards.ok(cards.event(key, CardEvent.ACTIVATE));

        ledger.settled(cards.byCard(key));
        ledger.settled(ledger.settle(Order.Shown.bank(CardLifeFixture.NEW.bankNumber())));
        cards.refused(ResultCode.CARD_IN_FORCE, cards.event(key, CardEvent.ACTIVATE));
    }

    @Test
    void shouldRefuseToIssueWhatIsThereOrCannotBe() {
        CardOrder.NewCard fresh = CardLifeFixture.NEW;
        CardOrder.NewCard yesterdays = new CardOrder.NewCard(fresh.key(), 1, 2, 0, ledger.today() - 1);
        cards.refused(ResultCode.CARD_EXPIRED, cards.issue(yesterdays));
        cards.refused(ResultCode.CARD_EXISTS, cards.issue(new CardOrder.NewCard(CardLifeFixture.CARD, 1, 2, 0, 0)));
        cards.refused(
                ResultCode.CARD_EXISTS,
                cards.issue(new CardOrder.NewCard(fresh.key(), 1, 2, LedgerFixture.BANK_NUMBER, 0)));
        cards.refused(ResultCode.FIELD_INVALID, cards.issue(CardOrder.NewCard.NONE));
        cards.refused(ResultCode.PERSON_UNKNOWN, cards.life(CommandType.CARD_ISSUE, 0, "nobody", 0, fresh, 0));

        cards.refused(ResultCode.CARD_UNKNOWN, cards.byCard(fresh.key()));
        cards.ok(cards.issue(new CardOrder.NewCard(fresh.key(), 1, 2, 0, ledger.today())));
    }

    @Test
    void shouldAnswerARepeatedCallOnceAndRefuseAnotherBodyUnderItsKey() {
        Order.Keyed report = cards.event(CardEvent.REPORT_LOSS_FORMAL);
        cards.ok(report);
        cards.ok(cards.event(CardEvent.CANCEL_LOSS));

        cards.ok(report);
        assertEquals(CardState.NORMAL, cards.state());
        cards.refused(
                ResultCode.KEY_REUSED_WITH_OTHER_BODY,
                cards.event(CardEvent.CANCEL).under(report.head()));
        Order.Keyed issue = cards.issue(CardLifeFixture.NEW);
        cards.ok(issue);
        cards.ok(issue);
    }

    @Test
    void shouldKeepEveryLossReportWithItsTimes() {
        long from = ledger.timeMs();
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        long lapse = from + Duration.ofDays(7).toMillis();
        assertEquals(lapse, cards.report().untilMs());
        assertEquals(false, cards.report().formal());
        ledger.later(Duration.ofDays(2));

        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        assertEquals(from, cards.report().fromMs());
        assertEquals(0, cards.report().untilMs());
        assertEquals(true, cards.report().formal());
        ledger.later(Duration.ofDays(30));
        cards.ok(cards.event(CardEvent.CANCEL_LOSS));

        assertEquals(ledger.timeMs(), cards.report().untilMs());
        assertEquals(1, cards.file().reportCount());
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        assertEquals(2, cards.file().reportCount());
    }

    @Test
    void shouldBeginANewReportOnceTheFirstHasLapsed() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_TEMPORARY));
        ledger.later(Duration.ofDays(7));
        assertEquals(CardState.NORMAL, cards.state());
        cards.refused(ResultCode.CARD_IN_FORCE, cards.event(CardEvent.CANCEL_LOSS));

        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));

        assertEquals(2, cards.file().reportCount());
        assertEquals(ledger.timeMs(), cards.report().fromMs());
    }

    @Test
    void shouldEndTheReportOfALostCardThatComesBackDamagedOrIsCancelled() {
        cards.ok(cards.event(CardEvent.REPORT_LOSS_FORMAL));
        ledger.later(Duration.ofHours(1));

        cards.ok(cards.event(CardEvent.DAMAGE));

        assertEquals(ledger.timeMs(), cards.report().untilMs());
    }

    @Test
    void shouldKeepNoReportOfALossThatWasImported() {
        long imported = CardLifeFixture.NEW.key();
        cards.ok(LedgerFixture.card(imported, CardState.LOST_FORMAL));
        assertNull(cards.file(imported).report());

        cards.ok(cards.event(imported, CardEvent.CANCEL_LOSS));

        ledger.settled(cards.byCard(imported));
    }

    @Test
    void shouldBeExpiredWhenItWouldBeInForceAgainPastItsDate() {
        CardOrder.NewCard today = new CardOrder.NewCard(CardLifeFixture.NEW.key(), 1, 2, 0, ledger.today());
        CardOrder.NewCard sealed = new CardOrder.NewCard(CardLifeFixture.OTHER.key(), 1, 2, 0, ledger.today());
        cards.ok(cards.issue(today));
        cards.ok(cards.issue(sealed));
        cards.ok(cards.event(today.key(), CardEvent.ACTIVATE));
        cards.ok(cards.event(today.key(), CardEvent.REPORT_LOSS_FORMAL));
        ledger.later(Duration.ofDays(1));

        cards.ok(cards.event(today.key(), CardEvent.CANCEL_LOSS));

        assertEquals(CardState.EXPIRED, cards.file(today.key()).storedState());
        cards.refused(ResultCode.CARD_EXPIRED, cards.byCard(today.key()));
        cards.refused(ResultCode.CARD_EXPIRED, cards.event(sealed.key(), CardEvent.ACTIVATE));
        cards.refused(ResultCode.CARD_NOT_ACTIVATED, cards.byCard(sealed.key()));
    }

    @Test
    void shouldMoveToAnotherAreaAndStaySafeWithTheOldNumber() {
        long key = CardLifeFixture.ELSEWHERE.key();
        cards.ok(cards.move(CardLifeFixture.ELSEWHERE));

        assertEquals(CardState.REPLACED, cards.state());
        assertEquals(InvalidReason.REPLACED.code(), cards.listed());
        cards.refused(ResultCode.CARD_REPLACED, cards.byCard());
        cards.refused(ResultCode.CARD_NOT_ACTIVATED, cards.byCard(key));
        cards.ok(cards.event(key, CardEvent.ACTIVATE));
        ledger.settled(cards.byCard(key));
        ledger.settled(ledger.settle(100));
        cards.ok(new Order.ImportPerson(
                LedgerFixture.EMPLOYEE, LedgerFixture.EMPLOYEE_ID, "甲", 310, 1, 510_100, LedgerFixture.OPENING_FEN));
    }

    @ParameterizedTest
    @CsvSource({
        "LOST_TEMPORARY, CARD_LOST_TEMPORARY",
        "LOCKED, CARD_LOCKED",
        "REPLACED, CARD_REPLACED",
        "CANCELLED, CARD_CANCELLED",
    })
    void shouldRefuseToMoveFromAStateThatMustBeClearedFirst(CardState state, ResultCode code) {
        bringInto(state);

        cards.refused(code, cards.move(CardLifeFixture.ELSEWHERE));

        assertEquals(state, cards.state());
        cards.refused(ResultCode.CARD_UNKNOWN, cards.byCard(CardLifeFixture.ELSEWHERE.key()));
    }

    @Test
    void shouldRefuseToMoveWithinAnAreaOrToACardThatIsThere() {
        cards.refused(ResultCode.FIELD_INVALID, cards.move(CardLifeFixture.NEW));
        CardOrder.NewCard taken =
                new CardOrder.NewCard(CardLifeFixture.ELSEWHERE.key(), 1, 2, LedgerFixture.BANK_NUMBER, 0);

        cards.refused(ResultCode.CARD_EXISTS, cards.move(taken));

        ledger.settled(cards.byCard());
    }

    @Test
    void shouldDecideAnEventOfTheFirstRevisionAsItWasDecidedThen() {
        SettlementStateMachine machine = new SettlementStateMachine(HeapStores.create());
        Reply reply = new Reply();
        long timeMs = ledger.timeMs();
        var person = new Order.ImportPerson("1", 42_010_019_900_101_001L, "甲", 310, 1, 420_100, 0);
        machine.apply(OrderWriter.command(person), 1, timeMs, reply);
        var card = new Order.ImportCard(CardLifeFixture.CARD, "1", 7, 9, 0, 0, CardState.NORMAL);
        machine.apply(OrderWriter.command(card), 2, timeMs, reply);

        machine.apply(first(CardEvent.UNLOCK), 3, timeMs, reply);
        assertEquals(ResultCode.FIELD_INVALID, reply.code());
        machine.apply(first(CardEvent.REPORT_LOSS_FORMAL), 4, timeMs, reply);

        assertEquals(ResultCode.OK, reply.code());
        assertEquals(0, machine.stores().lossReports().count());
        assertNotEquals(
                EventBody.FIRST_REVISION, body(cards.event(CardEvent.LOCK)).revision());
    }

    private Command first(CardEvent event) {
        Command command = OrderWriter.command(cards.event(event));
        command.body().put(1, (byte) EventBody.FIRST_REVISION);
        return command;
    }

    private static EventBody body(Order order) {
        EventBody body = new EventBody();
        body.wrap(OrderWriter.command(order).body(), 0);
        return body;
    }
}
