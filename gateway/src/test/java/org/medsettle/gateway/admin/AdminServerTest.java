package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.Door;
import org.medsettle.command.EventBody;
import org.medsettle.command.ListEntriesBody;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.KeyStore;

/** Goal: every answer of the door over a real socket; the core behind it is a function of each test. */
@Timeout(60)
class AdminServerTest {
    private static final String CARD = "110101/" + cardNumber("A1234567");

    private final AtomicReference<Command> seen = new AtomicReference<>();
    private TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode(new MemoryLedger());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldTellLifeReadinessAndVersion() throws Exception {
        assertEquals("{\"status\":\"alive\"}", node.get("/livez").body());
        assertEquals("{\"ready\":true,\"reasons\":[]}", node.get("/readyz").body());
        assertTrue(
                node.get("/version").body().startsWith("{\"name\":\"medsettle\",\"node\":\"window-1\",\"version\":\""));

        node.reasons.add("recovering");

        HttpResponse<String> notReady = node.get("/readyz");
        assertEquals(503, notReady.statusCode());
        assertEquals("{\"ready\":false,\"reasons\":[\"recovering\"]}", notReady.body());
    }

    @Test
    void shouldAnswerTheDigestWithEveryFigureByName() throws Exception {
        assertEquals(
                "{\"sequence\":100,\"state_digest\":\"0123456789abcdef\",\"persons\":102,\"accounts\":0,\"cards\":104,"
                        + "\"institutions\":105,\"settlements\":106,\"keys\":107,"
                        + "\"list_entries\":{\"nation\":108,\"province\":109,\"city\":110},"
                        + "\"balance_fen\":111,\"held_fen\":112,\"opening_fen\":113,\"credits_fen\":114,"
                        + "\"account_debits_fen\":115,\"account_returns_fen\":116,\"fund_paid_fen\":117,"
                        + "\"fund_returned_fen\":118,\"institution_payable_fen\":119}",
                node.get("/api/v1/node/digest").body());
    }

    private HttpResponse<String> inquiry(String path) throws Exception {
        return node.send(HttpRequest.newBuilder(URI.create(node.url() + path)).header("X-Operator", "op-1"));
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nowhere | {} | 404 | 1004",
                "/livez | {} | 405 | 1004",
                "/api/v1/cards/110101/A12345670/lock | | 400 | 1003",
                "/api/v1/cards/11010/A12345670/lock | | 400 | 1003",
                "/api/v1/cards/CARD/explode | | 404 | 1004",
                "/api/v1/cards/CARD/lock | {\"formal\":true} | 400 | 1003",
                "/api/v1/cards/CARD/report-loss | {\"formal\":1} | 400 | 1003",
                "/api/v1/cards/CARD/lock | {\"a\":1} | 400 | 1001",
                "/api/v1/cards/CARD/lock | {\"formal\":true,\"formal\":true} | 400 | 1001",
                "/api/v1/cards/CARD/lock | [] | 400 | 1001",
                "/api/v1/cards/CARD/lock | {} {} | 400 | 1001",
                "/api/v1/accounts/P1/dance | | 404 | 1004",
                "/api/v1/accounts/P1/open | {\"a\":1} | 400 | 1003",
                "/api/v1/accounts/P1/credit | | 400 | 1003",
                "/api/v1/accounts/P1/credit | {\"kind\":\"gift\",\"amount_fen\":1} | 400 | 1003",
                "/api/v1/accounts/P1/credit | {\"kind\":\"interest\",\"amount_fen\":0} | 400 | 1003",
                "/api/v1/accounts/P1/credit | {\"kind\":\"interest\",\"amount_fen\":-1} | 400 | 1003",
                "/api/v1/accounts/P1/credit | {\"kind\":\"interest\",\"amount_fen\":1.5} | 400 | 1001",
                "/api/v1/accounts/P1/credit | {\"kind\":\"interest\",\"amount_fen\":10000000000} | 400 | 1003",
                "/api/v1/accounts/P1/credit | {\"kind\":\"interest\",\"amount_fen\":99999999999999999999} | 400 | 1001",
                "/api/v1/accounts/P1/credit | {\"kind\":\"correction\",\"amount_fen\":-1} | 400 | 1003",
                "/api/v1/accounts/P1/credit "
                        + "| {\"kind\":\"correction\",\"amount_fen\":-1,\"second_operator\":\"op-1\"} | 400 | 1003",
                "/api/v1/accounts/P%zz/open | | 400 | 1001",
                "/api/v1/accounts/P%20P/open | | 400 | 1003",
                "/api/v1/import/dragons | psn_no | 404 | 1004",
                "/api/v1/import/persons | psn_no | 400 | 1001",
                "/api/v1/import/invalid-list?phase=begin | | 400 | 1003",
                "/api/v1/import/invalid-list?phase=begin&level=CITY&version=2&base=2 | | 400 | 1003",
                "/api/v1/import/invalid-list?phase=begin&level=VILLAGE&version=2 | | 400 | 1003",
                "/api/v1/import/invalid-list?phase=end&level=CITY&version=2 | | 400 | 1003",
            })
    void shouldAnswerAProblemDocument(String path, String json, int status, int code) throws Exception {
        String target = path.replace("CARD", CARD);
        HttpResponse<String> answer = target.contains("%zz") ? null : node.post(target, json == null ? "" : json);
        if (answer == null) {
            assertTrue(raw("POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
                    .startsWith("HTTP/1.1 400"));
            return;
        }

        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse(""));
        ResultCode result = ResultCode.of(code);
        assertTrue(answer.body().contains("\"code\":" + code + ",\"result\":\"" + result.name() + "\""), answer.body());
        assertTrue(answer.body().contains("\"status\":" + status), answer.body());
    }

    @Test
    void shouldDemandOperatorAndKeyOfEveryChangingCall() throws Exception {
        HttpRequest.Builder noOperator =
                node.posting("/api/v1/cards/" + CARD + "/lock", "").header("Idempotency-Key", "k");
        HttpRequest.Builder noKey = node.posting("/api/v1/accounts/P1/open", "").header("X-Operator", "op");
        HttpRequest.Builder longOperator = node.posting("/api/v1/accounts/P1/open", "")
                .header("Idempotency-Key", "k")
                .header("X-Operator", "o".repeat(31));

        assertTrue(node.send(noOperator).body().contains("\"code\":1002"));
        assertTrue(node.send(noKey).body().contains("\"code\":1002"));
        assertTrue(node.send(longOperator).body().contains("\"code\":1003"));
        assertTrue(node.send(node.posting("/api/v1/import/persons", "x")).body().contains("\"code\":1002"));
    }

    @Test
    void shouldTellARefusalOfTheEngineByStatusAndCode() throws Exception {
        node.link.core((command, reply) -> {
            reply.code(ResultCode.ACCOUNT_FROZEN);
            return true;
        });

        HttpResponse<String> answer = node.post("/api/v1/accounts/P1/close", "");

        assertEquals(409, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":3004,\"result\":\"ACCOUNT_FROZEN\""), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"BUSY", "DRAINING", "FENCED"})
    void shouldSendOneAwayWhenTheCoreTakesNothing(ResultCode code) throws Exception {
        node.link.admission(() -> code);

        HttpResponse<String> answer = node.post("/api/v1/accounts/P1/close", "");

        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
        assertTrue(answer.body().contains(code.name()), answer.body());
    }

    @Test
    void shouldSayThatTheOutcomeIsUnknownWhenTheEngineIsSilent() throws Exception {
        try (TestNode silent = new TestNode((command, reply) -> false, "", 100)) {
            HttpResponse<String> answer = silent.post("/api/v1/accounts/P1/close", "");

            assertEquals(504, answer.statusCode());
            assertTrue(answer.body().contains("same Idempotency-Key"), answer.body());
        }
    }

    @Test
    void shouldAskForTheTokenEverywhereButAtTheProbes() throws Exception {
        try (TestNode guarded = new TestNode(new MemoryLedger(), "secret", 1_000)) {
            assertEquals(200, guarded.get("/livez").statusCode());
            assertEquals(200, guarded.get("/readyz").statusCode());
            assertEquals(401, guarded.get("/metrics").statusCode());
            assertEquals(401, guarded.post("/api/v1/accounts/P1/open", "").statusCode());
            assertEquals(
                    401,
                    guarded.send(HttpRequest.newBuilder(URI.create(guarded.url() + "/version"))
                                    .header("Authorization", "Bearer secrets"))
                            .statusCode());
            assertEquals(
                    200,
                    guarded.send(HttpRequest.newBuilder(URI.create(guarded.url() + "/version"))
                                    .header("Authorization", "Bearer secret"))
                            .statusCode());
        }
    }

    @Test
    void shouldRefuseABodyOverTheLimit() throws Exception {
        String head = "POST /api/v1/import/persons HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n";

        assertTrue(raw(head).startsWith("HTTP/1.1 413"));
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        String answers = raw("GET /api/v1/node/digest HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        int digest = answers.indexOf("state_digest");
        int alive = answers.indexOf("alive");
        int ready = answers.indexOf("ready\":true");
        assertTrue(digest > 0 && alive > digest && ready > alive, answers);
    }

    @Test
    void shouldTakeABodyThatComesInPieces() throws Exception {
        String body = "token,psn_no,expires\nT1,nobody,\nT2,nobody,\n";
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            send(out, "POST /api/v1/import/ecredentials HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
            node.get("/livez");
            send(out, "X-Operator: op\r\nContent-Length: " + body.length() + "\r\n\r\n");
            for (int i = 0; i < body.length(); i += 10) {
                node.get("/livez");
                send(out, body.substring(i, Math.min(i + 10, body.length())));
            }

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("\"line\":3"), answer);
        }
    }

    /** Each piece arrives alone: the caller's calls in between have passed through the one event loop. */
    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void shouldCloseOnWhatIsNotHttp() throws Exception {
        assertTrue(raw("hello\r\n\r\n").startsWith("HTTP/1.1 400"));
    }

    private void remember() {
        node.link.core((command, reply) -> {
            seen.set(command);
            return true;
        });
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String cardNumber(String body) {
        return body + CardNumber.checkCharacter(body);
    }
}
