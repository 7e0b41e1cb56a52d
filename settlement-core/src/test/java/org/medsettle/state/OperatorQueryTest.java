package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.EventBody;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.account.Account;
import org.medsettle.model.Answer;
import org.medsettle.model.Head;
import org.medsettle.model.LedgerFacts;
import org.medsettle.model.OperatorOrder;
import org.medsettle.model.Order;

/** What an operator may look up: a settlement, what came of a key, a person, the totals of a day. Nothing of it changes anything. */
class OperatorQueryTest {
    private static final String NOBODY = "P99999999999";

    private final LedgerFixture ledger = new LedgerFixture();

    @Test
    void shouldFindASettlementByItsIdWhosoeverMadeIt() {
        Answer.SettlementFacts settled = ledger.settled(ledger.settle(2_500));

        Answer found = settlement(settled.id());

        assertEquals(Answer.ok(settled), found);
    }

    @Test
    void shouldFindNoSettlementThatIsNotThere() {
        Answer.SettlementFacts settled = ledger.settled(ledger.settle(2_500));

        for (long id : new long[] {0, -1, settled.id() + 1, settled.id() + 1_000_000_000_000L, Long.MAX_VALUE}) {
            assertEquals(ResultCode.ORIGINAL_NOT_FOUND, settlement(id).code(), () -> "id " + id);
        }
    }

    @Test
    void shouldTellWhatCameOfAKeyWhateverItsTransaction() {
        Order.Settle order = ledger.settle(2_500);
        Answer.SettlementFacts settled = ledger.settled(order);

        assertEquals(ledger.outcome(order), facts(outcome(order.head())));

        Order.Cancel cancel = ledger.cancel(settled);
        ledger.cancelled(cancel);

        assertEquals(ledger.outcome(order), facts(outcome(order.head())));
        assertEquals(ledger.outcome(cancel), facts(outcome(cancel.head())));
    }

    @Test
    void shouldTellOfRefusalsAndTombstones() {
        Order.Settle refused = ledger.settle(0);
        ledger.refused(ResultCode.AMOUNT_INVALID, refused);
        Order.Settle buried = ledger.settle(100);
        ledger.ok(ledger.reverse(buried));

        assertEquals(ResultCode.AMOUNT_INVALID, facts(outcome(refused.head())).result());
        assertEquals(
                OutcomeReply.UNDONE_BY_REVERSAL, facts(outcome(buried.head())).undoneBy());
    }

    @Test
    void shouldSayThatAKeyWasNeverSeen() {
        assertFalse(facts(outcome(ledger.head(LedgerFixture.SETTLE))).done());
    }

    @Test
    void shouldAnswerForASuspendedInstitutionAndForNoUnknownOne() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        ledger.ok(ledger.institution(LedgerFixture.PHARMACY, EventBody.INSTITUTION_SUSPEND));

        assertEquals(ResultCode.OK, outcome(order.head()).code());
        assertEquals(
                ResultCode.INSTITUTION_UNKNOWN, outcome(order.head().at(NOBODY)).code());
    }

    @Test
    void shouldRefuseAKeyThatIsOlderThanKeysAreKept() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        ledger.later(Duration.ofDays(80));
        ledger.settled(ledger.settle(100));

        assertEquals(ResultCode.KEY_TOO_OLD, outcome(order.head()).code());
    }

    @Test
    void shouldGiveTheTotalsOfADay() {
        ledger.settled(ledger.settle(2_500));
        ledger.cancelled(ledger.cancel(ledger.settled(ledger.settle(100))));
        int day = ledger.today();
        ledger.later(Duration.ofDays(1));
        ledger.settled(ledger.settle(700));

        Answer.DayFacts page = totals(day, "", 0);

        assertEquals(List.of(LedgerFixture.PHARMACY + " 310 41: 2 2600, 1 -100"), lines(page));
        assertEquals(0, page.nextCursor());
        assertEquals(
                List.of(LedgerFixture.PHARMACY + " 310 41: 1 700, 0 0"), lines(totals(DayTotalsBody.TODAY, "", 0)));
        assertEquals(ledger.today(), totals(DayTotalsBody.TODAY, "", 0).businessDate());
    }

    @Test
    void shouldGiveNothingForADayWithoutAny() {
        ledger.settled(ledger.settle(2_500));

        assertEquals(List.of(), lines(totals(ledger.today() - 1, "", 0)));
        assertEquals(List.of(), lines(totals(ledger.today() + 1, "", 0)));
        assertEquals(List.of(), lines(totals(ledger.today(), "", Long.MAX_VALUE / 2)));
        assertEquals(List.of(), lines(totals(ledger.today(), LedgerFixture.HOSPITAL, 0)));
    }

    @Test
    void shouldRefuseTheTotalsOfAnUnknownInstitution() {
        ledger.refused(ResultCode.INSTITUTION_UNKNOWN, new OperatorOrder.DayTotals(ledger.today(), NOBODY, 0));
    }

    @Test
    void shouldMeetEveryTotalOnceFromPageToPage() {
        int institutions = 3 * DayTotalsReply.MAX_TOTALS / 2;
        for (int i = 1; i <= institutions; i++) {
            String code = String.format("P5100%07d", i);
            ledger.ok(new Order.ImportInstitution(code, 510_100, 510_100, 3, true, List.of(41), "p", "", List.of()));
            ledger.settled(new Order.Settle(ledger.head(LedgerFixture.SETTLE).at(code), ledger.bill(1)));
        }

        List<String> met = new ArrayList<>();
        long cursor = 0;
        int pages = 0;
        do {
            Answer.DayFacts page = totals(ledger.today(), "", cursor);
            met.addAll(lines(page));
            cursor = page.nextCursor();
            pages++;
        } while (cursor != 0);

        assertEquals(2, pages);
        assertEquals(institutions, met.stream().distinct().count());
        assertEquals(institutions, met.size());
        assertEquals(List.of("P51000000096 310 41: 1 1, 0 0"), lines(totals(ledger.today(), "P51000000096", 0)));
    }

    @Test
    void shouldTellThroughWhichDayTheBooksAreClosed() {
        ledger.settled(ledger.settle(2_500));
        int day = ledger.today();
        assertEquals(DayTotalsReply.NEVER_CLOSED, totals(day, "", 0).closedThrough());
        ledger.later(Duration.ofDays(2));
        ledger.settled(ledger.settle(100));

        ledger.ok(Order.Query.closeDay(day));

        assertEquals(day, totals(day, "", 0).closedThrough());
        assertEquals(day, totals(DayTotalsBody.TODAY, "", 0).closedThrough());
        assertEquals(day, totals(day + 1, "", 0).closedThrough(), "a day without totals");
    }

    @Test
    void shouldLeaveTheTotalsOfAClosedDayAsTheyAreWhateverIsUndoneLater() {
        Order.Settle order = ledger.settle(2_500);
        ledger.settled(order);
        Answer.SettlementFacts other = ledger.settled(ledger.settle(100));
        int day = ledger.today();
        ledger.later(Duration.ofDays(1));
        ledger.ok(Order.Query.closeDay(day));
        List<String> closed = lines(totals(day, "", 0));

        ledger.ok(ledger.reverse(order));
        ledger.cancelled(ledger.cancel(other));

        assertEquals(closed, lines(totals(day, "", 0)));
        assertEquals(List.of(LedgerFixture.PHARMACY + " 310 41: 0 0, 2 -2600"), lines(totals(day + 1, "", 0)));
    }

    @Test
    void shouldFindAPersonByNumberWhateverTheState() {
        ledger.ok(ledger.account(EventBody.ACCOUNT_FREEZE));

        Answer.PersonFacts found =
                (Answer.PersonFacts) ledger.apply(new OperatorOrder.FindPerson(LedgerFixture.EMPLOYEE))
                        .body();

        assertEquals(LedgerFixture.EMPLOYEE, found.number());
        assertEquals(LedgerFixture.OPENING_FEN, found.balanceFen());
        assertEquals(Account.FROZEN, found.accountFlags());
    }

    @Test
    void shouldFindNoPersonThatIsNotThere() {
        for (String number : List.of("", "nobody", LedgerFixture.EMPLOYEE + "0")) {
            ledger.refused(ResultCode.PERSON_UNKNOWN, new OperatorOrder.FindPerson(number));
        }
    }

    private Answer settlement(long id) {
        return ledger.apply(new OperatorOrder.FindSettlement(id));
    }

    private Answer outcome(Head head) {
        return ledger.apply(
                new OperatorOrder.FindOutcome(head.institution(), head.word1(), head.word2(), head.keyDate()));
    }

    private static Answer.OutcomeFacts facts(Answer answer) {
        return (Answer.OutcomeFacts) answer.body();
    }

    private Answer.DayFacts totals(int day, String institution, long cursor) {
        return (Answer.DayFacts) ledger.apply(new OperatorOrder.DayTotals(day, institution, cursor))
                .body();
    }

    private static List<String> lines(Answer.DayFacts page) {
        return page.totals().stream()
                .map(total -> total.institution() + " " + total.insuranceType() + " " + total.clearingType() + ": "
                        + words(total.settlements()) + ", " + words(total.refunds()))
                .toList();
    }

    private static String words(LedgerFacts.Total side) {
        return side.count() + " " + side.amounts().medfeeFen();
    }
}
