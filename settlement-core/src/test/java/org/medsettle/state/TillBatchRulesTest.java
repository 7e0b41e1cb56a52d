package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.Order;
import org.medsettle.model.TillOrder;

/** Sign-on, batch settlement, upload, and the list for terminals that work offline. */
class TillBatchRulesTest {
    private final TillFixture till = new TillFixture();
    private final LedgerFixture ledger = till.ledger;

    @Test
    void shouldGiveTheTerminalItsBatchUntilThatIsClosed() {
        assertEquals(1, till.batch(till.signOn()).number());
        assertEquals(1, till.batch(till.signOn()).number());
        till.ok(till.purchase(100).under(new TillOrder.Trace(1, 1, 0)));
        assertEquals(
                new TillOrder.Totals(1, 100, 0, 0), till.batch(till.signOn()).totals());

        till.ok(till.close(1, new TillOrder.Totals(1, 100, 0, 0)));

        assertEquals(2, till.batch(till.signOn()).number());
        till.ok(till.purchase(100).under(new TillOrder.Trace(9, 1, 0)));
        assertEquals(9, till.batch(till.signOn()).number());
    }

    @Test
    void shouldBalanceAndRefuseWhatComesAfterwards() {
        TillOrder.Message before = till.purchase(2_500);
        Answer first = ledger.apply(before);
        till.ok(till.refund((Answer.SettlementFacts) first.body(), 500));

        Answer.BatchFacts closed = till.batch(till.close(TillFixture.BATCH, new TillOrder.Totals(1, 2_500, 1, 500)));

        assertTrue(closed.balanced());
        assertTrue(closed.closed());
        TillOrder.Message after = till.purchase(100);
        till.refused(ResultCode.BATCH_CLOSED, after);
        till.refused(ResultCode.BATCH_CLOSED, after);
        assertEquals(first, ledger.apply(before));
        till.ok(after.under(new TillOrder.Trace(8, 1, 0)));
        assertEquals(new TillOrder.Totals(1, 2_500, 1, 500), till.totals());
    }

    @Test
    void shouldSayWhenItDoesNotBalanceAndAnswerARepeatAlike() {
        till.ok(till.purchase(2_500));
        TillOrder.Batch order = till.close(TillFixture.BATCH, new TillOrder.Totals(1, 2_400, 0, 0));

        Answer first = ledger.apply(order);

        assertFalse(((Answer.BatchFacts) first.body()).balanced());
        assertEquals(first, ledger.apply(order));
    }

    @Test
    void shouldCompareUploadedDetailsOncePerTrace() {
        Answer.SettlementFacts purchase = till.settled(till.purchase(2_500));
        till.ok(till.purchase(300).by(TillOrder.Card.key(LedgerFixture.CARD)));
        till.ok(till.refund(purchase, 700));
        TillOrder.Message reversed = till.purchase(50);
        till.ok(reversed);
        till.ok(TillFixture.reverse(reversed));
        TillOrder.Batch upload = till.details(
                TillFixture.BATCH,
                new TillOrder.Detail(1, LedgerFixture.BANK_NUMBER, 2_500),
                new TillOrder.Detail(2, LedgerFixture.BANK_NUMBER, 300),
                new TillOrder.Detail(3, 0, 700),
                new TillOrder.Detail(4, 0, 50),
                new TillOrder.Detail(99, 0, 1));
        till.refused(ResultCode.ORIGINAL_NOT_FOUND, upload);
        till.ok(till.close(TillFixture.BATCH, TillOrder.Totals.NOTHING));

        Answer.BatchFacts facts = till.batch(upload);

        assertEquals(2, facts.matched());
        assertEquals(2, facts.missing());
        assertEquals(1, facts.differing());
        assertEquals(facts, till.batch(upload));
        assertEquals(facts, till.batch(till.details(TillFixture.BATCH)));
        till.refused(ResultCode.FIELD_INVALID, till.details(TillFixture.BATCH, new TillOrder.Detail(1_000_000, 0, 1)));
        ledger.later(Duration.ofDays(63));
        till.refused(ResultCode.PERIOD_CLEARED, upload);
    }

    @Test
    void shouldCountAsDayWhatHasNoBatchAndCloseItForThatDayOnly() {
        till.ok(till.purchase(100).under(new TillOrder.Trace(0, 1, 0)));
        assertEquals(new TillOrder.Totals(1, 100, 0, 0), ledger.till(TillFixture.TILL, "day " + ledger.today()));

        assertTrue(till.batch(till.close(0, new TillOrder.Totals(1, 100, 0, 0))).balanced());

        till.refused(ResultCode.BATCH_CLOSED, till.purchase(100).under(new TillOrder.Trace(0, 2, 0)));
        ledger.later(Duration.ofDays(1));
        till.ok(till.purchase(100).under(new TillOrder.Trace(0, 2, 0)));
    }

    @Test
    void shouldCloseByItselfABatchWhoseKeysAreForgotten() {
        till.ok(till.purchase(100));
        ledger.later(Duration.ofDays(62));
        till.ok(till.purchase(100));
        ledger.later(Duration.ofDays(1));

        till.refused(ResultCode.BATCH_CLOSED, till.purchase(100));
        assertEquals(8, till.batch(till.signOn()).number());
    }

    @Test
    void shouldRefuseStrangersAndImpossibleNumbers() {
        till.refused(ResultCode.FIELD_INVALID, till.close(-1, TillOrder.Totals.NOTHING));
        till.refused(ResultCode.FIELD_INVALID, till.close(1_000_000, TillOrder.Totals.NOTHING));
        till.refused(
                ResultCode.TERMINAL_UNKNOWN,
                new TillOrder.Batch(
                        CommandType.TILL_SIGN_ON, TillFixture.MERCHANT, "?", 0, TillOrder.Totals.NOTHING, List.of()));
    }

    @Test
    void shouldDownloadTheCitysListInPagesWhateverChangesMeanwhile() {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String body = "B" + (1_000_000 + i);
            keys.add(CardNumber.key(420_100, body + CardNumber.checkCharacter(body)));
            put(keys.get(i), i % 10 == 0 ? ledger.second() + 60 : 0);
        }
        List<Long> received = new ArrayList<>();
        long cursor = 0;
        boolean last = false;
        for (int page = 0; !last; page++) {
            Answer.PageFacts facts = (Answer.PageFacts)
                    ledger.apply(new TillOrder.ListPage(TillFixture.MERCHANT, TillFixture.TILL, cursor, 7))
                            .body();
            facts.entries().forEach(entry -> received.add(entry.cardKey()));
            cursor = facts.nextCursor();
            last = facts.last();
            String body = "C" + (1_000_000 + page);
            put(CardNumber.key(420_100, body + CardNumber.checkCharacter(body)), 0);
        }

        for (int i = 0; i < keys.size(); i++) {
            long key = keys.get(i);
            long times = received.stream().filter(given -> given == key).count();
            assertEquals(i % 10 == 0 ? 0 : 1, times, "card " + i);
        }
    }

    private void put(long key, long fromSeconds) {
        ledger.ok(new Order.Lists(
                CommandType.LIST_PUT,
                ListLevel.CITY.code(),
                0,
                0,
                0,
                List.of(new Order.Entry(key, 1, fromSeconds, 0, false))));
    }
}
