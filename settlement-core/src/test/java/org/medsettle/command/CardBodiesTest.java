package org.medsettle.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.settlement.KeyStore;

/** The bytes of the commands about cards as they stand in journals, and what of them is the business body. */
class CardBodiesTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "journal-format.md");
    private static final long CARD = CardNumber.key(420_100, "A00000011");
    private static final long NEW_CARD = CardNumber.key(420_100, "A0000002X");

    private static <B extends RecordView> B on(B body, int bytes) {
        body.wrap(ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN), 0);
        return body;
    }

    private static <B extends KeyedBody> B headed(B body, int bytes, String institution) {
        on(body, bytes).head(Door.ADMIN, 0, institution, 0);
        body.key(0x0123_4567_89AB_CDEFL, 0x1122_3344_5566_7788L, KeyStore.NO_DATE);
        return body;
    }

    private static CardLifeBody ready() {
        return headed(new CardLifeBody(), CardLifeBody.BYTES, "")
                .begin(CARD, ReplacementStep.READY.code())
                .newCard(NEW_CARD, 0x4201_00D1_5600_0000L, 0x4711, 621_700_000_000_001L, 20_819);
    }

    private static ReimburseBody reimburse() {
        return headed(new ReimburseBody(), ReimburseBody.BYTES, "H42010000002")
                .payment(CARD, 2_500, 1_767_236_400L, "044001900111");
    }

    private static void assertOnPage(RecordView body, int length) throws IOException {
        String page = Files.readString(PAGE);
        for (int at = 0; at < length; at += 16) {
            byte[] row = new byte[Math.min(16, length - at)];
            body.buffer().get(at, row);
            String line =
                    String.format("%02x  %s", at, HexFormat.ofDelimiter(" ").formatHex(row));
            assertTrue(page.contains(line + "\n"), line);
        }
    }

    @Test
    void shouldBeLaidOutAsThePageSays() throws IOException {
        CardLifeBody ready = ready();
        assertOnPage(ready, ready.finish("op-7"));
        ReimburseBody reimburse = reimburse();
        assertOnPage(reimburse, reimburse.finish("op-7", "op-9"));
        EventBody event = headed(new EventBody(), EventBody.BYTES, "").card(CARD);
        assertOnPage(event, event.finish(CardEvent.REPORT_LOSS_FORMAL.code(), "op-7"));
        CardTermsBody terms = on(new CardTermsBody(), CardTermsBody.length(2));
        assertOnPage(terms.begin(1_000_000).area(420_100, 5).area(510_000, 10), CardTermsBody.length(2));
        WorkCalendarBody calendar = on(new WorkCalendarBody(), WorkCalendarBody.length(2));
        int newYear = (int) LocalDate.of(2026, 1, 1).toEpochDay();
        int saturday = (int) LocalDate.of(2026, 2, 14).toEpochDay();
        assertOnPage(calendar.begin().day(newYear, false).day(saturday, true), WorkCalendarBody.length(2));
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        CardLifeBody body = ready().person("P1").pinValue(-5);
        body.finish("op-7");
        assertEquals(CARD, body.cardKey());
        assertEquals(ReplacementStep.READY.code(), body.step());
        assertEquals("P1", body.person());
        assertEquals(NEW_CARD, body.newCardKey());
        assertEquals(0x4201_00D1_5600_0000L, body.newSnHigh());
        assertEquals(0x4711, body.newSnLow());
        assertEquals(621_700_000_000_001L, body.newBankNumber());
        assertEquals(20_819, body.newExpiryDay());
        assertEquals(-5, body.pinValue());

        ReimburseBody paid = reimburse();
        paid.finish("op-7", "op-9");
        assertEquals("H42010000002", paid.institution());
        assertEquals(CARD, paid.cardKey());
        assertEquals(2_500, paid.amountFen());
        assertEquals(1_767_236_400L, paid.paidAtSeconds());
        assertEquals("044001900111", paid.receipt());
    }

    private static long digest(UnaryOperator<CardLifeBody> change, String operator) {
        CardLifeBody body = change.apply(ready());
        body.finish(operator);
        return body.bodyDigest();
    }

    @Test
    void shouldDigestEverythingButTheOperator() {
        long digest = digest(body -> body, "op-7");
        assertEquals(digest, digest(body -> body, "op-8"));
        List<UnaryOperator<CardLifeBody>> business = List.of(
                body -> body.begin(CARD, ReplacementStep.READY.code()),
                body -> body.person("P1"),
                body -> body.newCard(NEW_CARD, 0x4201_00D1_5600_0000L, 0x4711, 621_700_000_000_001L, 20_820),
                body -> body.newCard(NEW_CARD, 0x4201_00D1_5600_0000L, 0x4711, 0, 20_819),
                body -> body.pinValue(1));

        business.forEach(change -> assertNotEquals(digest, digest(change, "op-7")));
    }

    @Test
    void shouldDigestBothOperatorsOfAReimbursement() {
        ReimburseBody first = reimburse();
        first.finish("op-7", "op-9");
        ReimburseBody other = reimburse();
        other.finish("op-7", "op-8");

        assertNotEquals(first.bodyDigest(), other.bodyDigest());
    }

    @Test
    void shouldKeepAnEventsRevisionOutOfItsDigest() {
        EventBody event = headed(new EventBody(), EventBody.BYTES, "").card(CARD);
        event.finish(CardEvent.LOCK.code(), "op-7");
        long digest = event.bodyDigest();
        assertNotEquals(EventBody.FIRST_REVISION, event.revision());

        event.buffer().put(1, (byte) EventBody.FIRST_REVISION);
        event.seal(EventBody.BYTES, EventBody.BYTES - EventBody.OPERATOR_BYTES, EventBody.OPERATOR_BYTES);

        assertEquals(digest, event.bodyDigest());
        assertEquals(EventBody.FIRST_REVISION, event.revision());
    }

    @Test
    void shouldKeepAPinsValueOutOfATillsDigest() {
        TillBody without = on(new TillBody(), TillBody.BYTES).begin("M", 200);
        without.finish();
        TillBody with = on(new TillBody(), TillBody.BYTES).begin("M", 200).pinValue(99);
        with.finish();

        assertEquals(without.bodyDigest(), with.bodyDigest());
        assertEquals(99, with.pinValue());
    }
}
