package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ListBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;

/** Feeds of the nation's and the province's list: whole or delta, in force at one point of the command order. */
class ListFeedTest {
    private static final Order.Entry LISTED = new Order.Entry(LedgerFixture.CARD, 1, 0, 0, false);
    private static final Order.Entry OTHER = new Order.Entry(12_345, 2, 0, 0, false);
    private static final Order.Entry REMOVED = new Order.Entry(LedgerFixture.CARD, 0, 0, 0, true);

    private final LedgerFixture ledger = new LedgerFixture();

    private static Order.Lists feed(CommandType type, long version, long base, long expected, Order.Entry... entries) {
        return new Order.Lists(type, ListLevel.NATION.code(), version, base, expected, Arrays.asList(entries));
    }

    private static Order.Lists begin(long version, long base, long expected) {
        return feed(CommandType.FEED_BEGIN, version, base, expected);
    }

    private static Order.Lists chunk(long version, Order.Entry... entries) {
        return feed(CommandType.FEED_CHUNK, version, 0, 0, entries);
    }

    private static Order.Lists commit(long version, long expected) {
        return feed(CommandType.FEED_COMMIT, version, 0, expected);
    }

    private Order.Settle byCard() {
        return ledger.settle(Order.Shown.card(LedgerFixture.CARD));
    }

    private void full(long version, Order.Entry... entries) {
        ledger.ok(begin(version, 0, entries.length));
        ledger.ok(chunk(version, entries));
        ledger.ok(commit(version, entries.length));
    }

    @Test
    void shouldPutAFeedInForceAtItsCommitOnly() {
        ledger.ok(begin(5, 0, 2));
        ledger.ok(chunk(5, LISTED));
        ledger.ok(chunk(5, OTHER));
        ledger.settled(byCard());
        ledger.later(Duration.ofSeconds(3));

        ledger.ok(commit(5, 2));

        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());
        Answer.ListFacts list = ledger.cardFacts().lists().get(0);
        assertEquals(5, list.version());
        assertEquals(ledger.timeMs(), list.updatedMs());
    }

    @Test
    void shouldReplaceTheWholeListByAFullFeed() {
        full(1, LISTED, OTHER);
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());

        full(2, OTHER);

        ledger.settled(byCard());
        assertEquals(1, ledger.figure(Figure.LIST_NATION));
    }

    @Test
    void shouldChangeTheListByADelta() {
        full(1, LISTED);
        ledger.ok(begin(2, 1, 2));
        ledger.ok(chunk(2, REMOVED, OTHER));
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());

        ledger.ok(commit(2, 2));

        ledger.settled(byCard());
        assertEquals(1, ledger.figure(Figure.LIST_NATION));
    }

    @Test
    void shouldRefuseADeltaWhoseBaseIsNotInForce() {
        full(3, LISTED);

        ledger.refused(ResultCode.FIELD_INVALID, begin(4, 2, 1));
        ledger.refused(ResultCode.FIELD_INVALID, begin(3, 0, 1));
        ledger.refused(ResultCode.FIELD_INVALID, begin(2, 0, 1));
        ledger.refused(ResultCode.FIELD_INVALID, chunk(4, OTHER));
    }

    @Test
    void shouldDropAFeedThatDoesNotAddUp() {
        ledger.ok(begin(1, 0, 2));
        ledger.ok(chunk(1, LISTED));

        ledger.refused(ResultCode.FIELD_INVALID, commit(1, 2));

        ledger.refused(ResultCode.FIELD_INVALID, chunk(1, OTHER));
        ledger.settled(byCard());
        full(1, LISTED);
    }

    @Test
    void shouldNotAddUpWhenAFullFeedNamesACardTwice() {
        ledger.ok(begin(1, 0, 2));
        ledger.ok(chunk(1, LISTED, LISTED));

        ledger.refused(ResultCode.FIELD_INVALID, commit(1, 2));
    }

    @Test
    void shouldStartAFeedAnew() {
        ledger.ok(begin(1, 0, 1));
        ledger.ok(chunk(1, LISTED));
        ledger.ok(begin(1, 0, 1));
        ledger.ok(chunk(1, OTHER));
        ledger.ok(commit(1, 1));

        ledger.settled(byCard());
    }

    @Test
    void shouldLetAFullFeedGoWhenADeltaTakesItsPlace() {
        full(1, LISTED);
        ledger.ok(begin(2, 0, 2));
        ledger.ok(chunk(2, OTHER));
        assertEquals(1, ledger.staged(ListLevel.NATION));

        ledger.ok(begin(2, 1, 1));

        assertEquals(0, ledger.staged(ListLevel.NATION));
    }

    /** A sender that did not hear of its commit sends it again. */
    @Test
    void shouldAnswerARepeatedCommitAsAtFirst() {
        full(4, LISTED);

        ledger.ok(commit(4, 1));

        ledger.refused(ResultCode.FIELD_INVALID, commit(3, 1));
        ledger.refused(ResultCode.FIELD_INVALID, commit(5, 1));
        ledger.refused(ResultCode.CARD_ON_INVALID_LIST, byCard());
    }

    @Test
    void shouldRefuseRemovalsInAFullFeed() {
        ledger.ok(begin(1, 0, 1));

        ledger.refused(ResultCode.FIELD_INVALID, chunk(1, REMOVED));
        ledger.refused(ResultCode.FIELD_INVALID, chunk(1, new Order.Entry(1, 0, 0, 0, false)));
        ledger.ok(chunk(1, OTHER));
        ledger.ok(commit(1, 1));
    }

    @Test
    void shouldBoundADelta() {
        full(1, LISTED);

        ledger.refused(ResultCode.TOO_LARGE, begin(2, 1, ListBody.MAX_DELTA_ENTRIES + 1L));
        ledger.refused(ResultCode.FIELD_INVALID, begin(2, 1, -1));
        ledger.ok(begin(2, 0, ListBody.MAX_DELTA_ENTRIES + 1L));
    }

    @Test
    void shouldKeepTheVersionWhenASingleEntryChanges() {
        full(7, OTHER);
        ledger.later(Duration.ofSeconds(1));
        ledger.ok(ledger.put(ListLevel.NATION, 6, 0, 0));

        Answer.ListFacts list = ledger.cardFacts().lists().get(0);

        assertEquals(7, list.version());
        assertEquals(ledger.timeMs(), list.updatedMs());
        assertEquals(
                List.of(true, false),
                List.of(list.inForce(), ledger.cardFacts().lists().get(1).inForce()));
    }
}
