package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;

/** Goal: every line of a piece gets exactly one outcome, under back-pressure, in repeats and when the node goes down. */
@Timeout(60)
class ImportEndpointTest {
    private static final String CREDENTIALS = "token,psn_no,expires\n";

    private final MemoryLedger ledger = new MemoryLedger();
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = new TestNode(ledger);
        importing("persons", persons(1));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldSortLinesIntoAcceptedRepeatedAndRejected() throws Exception {
        String piece = CREDENTIALS + "T1,P0,\nT2,P0,\n,P0,\nT3,nobody,\nT1,P0,\nT2,P0,2030-01-01T00:00:00\n";

        HttpResponse<String> answer = importing("ecredentials", piece);

        assertEquals(
                "{\"accepted\":2,\"repeated\":1,\"rejected\":["
                        + "{\"line\":4,\"reason\":\"token: must be 1 to 50 ASCII characters\"},"
                        + "{\"line\":5,\"reason\":\"there is no such person; import persons first (3001 PERSON_UNKNOWN)\"},"
                        + "{\"line\":7,\"reason\":\"a value is not allowed, or the record exists with other content "
                        + "(1003 FIELD_INVALID)\"}]}",
                answer.body());
    }

    @Test
    void shouldCountARepeatedPieceAsRepeated() throws Exception {
        importing("persons", persons(3_000));

        HttpResponse<String> again = importing("persons", persons(3_000));

        assertEquals("{\"accepted\":0,\"repeated\":3000,\"rejected\":[]}", again.body());
        assertEquals(3_000, ledger.count("person "));
    }

    @Test
    void shouldTakeUpAPieceWhereAnInterruptionLeftIt() throws Exception {
        AtomicInteger room = new AtomicInteger(700);
        node.link.admission(() -> room.getAndDecrement() > 0 ? ResultCode.OK : ResultCode.DRAINING);
        HttpResponse<String> interrupted = importing("persons", persons(3_000));
        node.link.admission(() -> ResultCode.OK);

        HttpResponse<String> again = importing("persons", persons(3_000));

        assertEquals(503, interrupted.statusCode());
        assertTrue(interrupted.body().contains("sending the same lines again is safe"), interrupted.body());
        assertEquals("{\"accepted\":2300,\"repeated\":700,\"rejected\":[]}", again.body());
    }

    @Test
    void shouldWaitOutAFullRing() throws Exception {
        AtomicInteger offers = new AtomicInteger();
        node.link.admission(() -> offers.incrementAndGet() % 50 == 0 ? ResultCode.BUSY : ResultCode.OK);

        HttpResponse<String> answer = importing("persons", persons(2_000));

        assertEquals("{\"accepted\":1999,\"repeated\":1,\"rejected\":[]}", answer.body());
    }

    @Test
    void shouldGiveUpWhenTheEngineIsSilent() throws Exception {
        try (TestNode silent = new TestNode((command, reply) -> false, "", 100)) {
            HttpResponse<String> answer = silent.post("/api/v1/import/persons", persons(10));

            assertEquals(504, answer.statusCode());
        }
    }

    @Test
    void shouldTakeADeltaUpToItsBoundAndAFullFeedOfAnySize() throws Exception {
        String feed = "/api/v1/import/invalid-list?level=CITY&phase=begin&version=8&";

        HttpResponse<String> larger = node.post(feed + "base=7&entries=10001", "");

        assertEquals(413, larger.statusCode());
        assertTrue(
                larger.body().contains("send several deltas, each on the one before, or a full feed"), larger.body());
        assertEquals(200, node.post(feed + "base=7&entries=10000", "").statusCode());
        assertEquals(200, node.post(feed + "base=0&entries=10001", "").statusCode());
    }

    @Test
    void shouldSayOfAChunkThatItsFeedWasNotBegun() throws Exception {
        node.link.core((command, reply) -> {
            reply.code(ResultCode.FIELD_INVALID);
            return true;
        });

        HttpResponse<String> answer = node.post(
                "/api/v1/import/invalid-list?level=CITY&phase=chunk&version=8&base=7&entries=1",
                "level,issuing_area,card_no,reason,effective_from,effective_to\nCITY,110101,A12345674,LOST,,\n");

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("send begin, then its chunks, then commit"), answer.body());
    }

    @Test
    void shouldServeOthersWhileALongPieceRuns() throws Exception {
        Thread importer = new Thread(() -> {
            try {
                importing("persons", persons(9_000));
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        importer.start();

        assertEquals(200, node.get("/readyz").statusCode());

        importer.join(30_000);
        assertEquals(9_000, ledger.count("person "));
    }

    @Test
    void shouldBringInAFeedInThreePhases() throws Exception {
        String feed = "/api/v1/import/invalid-list?level=NATION&version=3&phase=";
        StringBuilder chunk = new StringBuilder("level,issuing_area,card_no,reason,effective_from,effective_to\n");
        for (int i = 0; i < 2_500; i++) {
            String body = String.format(Locale.ROOT, "B%07d", i);
            chunk.append("NATION,110101,")
                    .append(body)
                    .append(CardNumber.checkCharacter(body))
                    .append(",LOST,,\n");
        }

        assertEquals(200, node.post(feed + "begin&entries=2500", "").statusCode());
        assertEquals(
                "{\"accepted\":2500,\"repeated\":0,\"rejected\":[]}",
                node.post(feed + "chunk", chunk.toString()).body());
        assertEquals(422, node.post(feed + "commit&entries=2499", "").statusCode());
        assertEquals(200, node.post(feed + "commit&entries=2500", "").statusCode());
        assertTrue(node.post(feed.replace("=3", "=4") + "chunk", chunk.toString())
                .body()
                .contains("4002 ORIGINAL_NOT_FOUND"));
    }

    private HttpResponse<String> importing(String kind, String piece) throws IOException, InterruptedException {
        return node.post("/api/v1/import/" + kind, piece);
    }

    private static String persons(int count) {
        StringBuilder piece =
                new StringBuilder("psn_no,certno,name,gend,brdy,insutype,psn_type,insu_state,area,opening_balance\n");
        for (int i = 0; i < count; i++) {
            long id = 11010119900307000L + i;
            piece.append('P')
                    .append(i)
                    .append(',')
                    .append(CitizenId.unpack(id))
                    .append(",\u5f20\u4e09,1,1990-03-07,310,11,1,110101,10.00\n");
        }
        return piece.toString();
    }
}
