package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardReply;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.Door;
import org.medsettle.command.EventBody;
import org.medsettle.command.ListEntriesBody;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.ReplyType;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.KeyStore;

/** What an operator's calls become for the core, and what its answers become for the operator. */
class AdminCommandsTest extends AdminRig {
    @Test
    void shouldAskWhoInquiresAboutACard() throws Exception {
        node.link.core((command, reply) -> {
            throw new AssertionError("nothing is asked of the ledger");
        });

        HttpResponse<String> answer = node.get("/api/v1/invalid-list/" + CARD);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("X-Operator"), answer.body());
    }

    @Test
    void shouldLimitTheInquiriesOfOneOperator() throws Exception {
        node.link.core((command, reply) -> {
            CardReply card = new CardReply();
            card.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
            card.card(1, CardReply.NOT_OURS).list(0, 0, 0).list(1, 0, 0).list(2, 0, 0);
            return true;
        });
        int admitted = 0;
        HttpResponse<String> answer = inquiry("/api/v1/invalid-list/" + CARD);
        while (answer.statusCode() == 200) {
            admitted++;
            answer = inquiry("/api/v1/invalid-list/" + CARD);
        }

        assertEquals(429, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
        assertTrue(admitted >= 5 && admitted <= 10, admitted + " in one minute, or in the two beside a full minute");
        assertEquals(200, node.get("/api/v1/invalid-list").statusCode(), "versions are for everybody");
    }

    @Test
    void shouldAnswerAPageOfAList() throws Exception {
        node.link.core((command, reply) -> {
            ListEntriesBody question = new ListEntriesBody();
            question.wrap(command.body(), 0);
            assertEquals(List.of(1, 255L, 2), List.of(question.level(), question.cursor(), question.limit()));
            ListEntriesReply page = new ListEntriesReply();
            page.wrap(reply.reserve(ReplyType.LIST_ENTRIES, ListEntriesReply.bytes(2)), 0);
            page.begin(7).add(CardNumber.key(110_101, cardNumber("A1234567")), 4, true, 1_749_999_000L, 0);
            page.next(-1);
            return true;
        });

        assertEquals(
                "{\"level\":\"PROVINCE\",\"version\":7,\"entries\":[{\"issuing_area\":110101,\"card_no\":\""
                        + cardNumber("A1234567") + "\","
                        + "\"reason\":\"REPLACED\",\"in_force\":true,\"effective_from\":\"2025-06-15T22:50:00+08:00\","
                        + "\"effective_to\":\"\"}],\"next\":\"ffffffffffffffff\"}",
                inquiry("/api/v1/invalid-list/entries?level=PROVINCE&cursor=ff&limit=2")
                        .body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?level=TOWN", "?level=CITY&cursor=xyz", "?level=CITY&limit=0", "?level=CITY&limit=101"})
    void shouldRefuseAPageThatIsNone(String query) throws Exception {
        node.link.core((command, reply) -> {
            throw new AssertionError("nothing is asked of the ledger");
        });

        assertEquals(400, inquiry("/api/v1/invalid-list/entries" + query).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "report-loss, '', REPORT_LOSS_TEMPORARY",
        "report-loss, '{\"formal\":false}', REPORT_LOSS_TEMPORARY",
        "report-loss, '{\"formal\":true}', REPORT_LOSS_FORMAL",
        "cancel-loss, '', CANCEL_LOSS",
        "activate, '{}', ACTIVATE",
        "lock, '', LOCK",
        "unlock, '', UNLOCK",
        "damage, '', DAMAGE",
        "cancel, '', CANCEL",
    })
    void shouldTurnACardEventIntoAKeyedCommand(String word, String json, CardEvent event) throws Exception {
        remember();

        HttpResponse<String> answer = node.post("/api/v1/cards/" + CARD + "/" + word, json);

        assertEquals("{\"result\":\"OK\",\"code\":0,\"sequence\":7}", answer.body());
        EventBody body = new EventBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.CARD_EVENT, seen.get().type());
        assertEquals(event.code(), body.event());
        assertEquals(CardNumber.key(110101, cardNumber("A1234567")), body.cardKey());
        assertEquals(Door.ADMIN.code(), body.door());
        assertEquals("", body.institution());
        assertEquals(KeyStore.NO_DATE, body.keyDate());
        ByteBuffer key = ByteBuffer.wrap(
                MessageDigest.getInstance("SHA-256").digest("key-1".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(key.getLong(0), body.keyWord1());
        assertEquals(key.getLong(8), body.keyWord2());
    }

    @Test
    void shouldTurnACreditIntoACommand() throws Exception {
        remember();

        node.post("/api/v1/accounts/P1/credit", "{\"kind\":\"contribution\",\"amount_fen\":12345}");

        CreditBody body = new CreditBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.CREDIT, seen.get().type());
        assertEquals("P1", body.person());
        assertEquals(12_345, body.amountFen());
        assertEquals(CreditBody.CONTRIBUTION, body.kind());
    }

    @ParameterizedTest
    @CsvSource({"open, 1", "freeze, 2", "unfreeze, 3", "close, 4"})
    void shouldTurnAnAccountEventIntoACommand(String word, int event) throws Exception {
        remember();

        assertEquals(200, node.post("/api/v1/accounts/P1/" + word, "").statusCode());

        EventBody body = new EventBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.ACCOUNT_EVENT, seen.get().type());
        assertEquals(event, body.event());
        assertEquals("P1", body.person());
    }

    @Test
    void shouldAnswerAnInvalidListInquiry() throws Exception {
        node.link.core((command, reply) -> {
            CardReply card = new CardReply();
            card.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
            card.card(1, CardState.LOST_FORMAL.code());
            card.list(0, 9, 1_749_999_990_000L).list(1, 0, 0).list(2, 3, 1_749_999_000_000L);
            card.entry(2, 1, true, 1_749_999_000L, 0);
            card.age(0, 1_749_999_990_000L, 86_400, false, true).age(1, 0, 3_600, true, false);
            card.age(2, 1_749_999_000_000L, 0, false, true);
            return true;
        });

        assertEquals(
                "{\"card_state\":\"LOST_FORMAL\",\"on_list\":true,\"entries\":[{\"level\":\"CITY\",\"reason\":\"LOST\","
                        + "\"in_force\":true,\"effective_from\":\"2025-06-15T22:50:00+08:00\",\"effective_to\":\"\"}],"
                        + "\"lists\":[{\"level\":\"NATION\",\"version\":9,\"updated\":\"2025-06-15T23:06:30+08:00\","
                        + "\"fed\":\"2025-06-15T23:06:30+08:00\",\"age_seconds\":10,\"max_age_seconds\":86400,"
                        + "\"too_old\":false,\"when_too_old\":\"refuse\"},"
                        + "{\"level\":\"PROVINCE\",\"version\":0,\"updated\":\"\",\"fed\":\"\",\"age_seconds\":null,"
                        + "\"max_age_seconds\":3600,\"too_old\":true,\"when_too_old\":\"serve\"},"
                        + "{\"level\":\"CITY\",\"version\":3,\"updated\":\"2025-06-15T22:50:00+08:00\","
                        + "\"fed\":\"2025-06-15T22:50:00+08:00\",\"age_seconds\":1000,\"max_age_seconds\":0,"
                        + "\"too_old\":false,\"when_too_old\":\"refuse\"}]}",
                inquiry("/api/v1/invalid-list/" + CARD).body());
    }
}
