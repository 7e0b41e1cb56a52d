package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.ResultCode;

/** Goal: every answer of the door over a real socket; the core behind it is a function of each test. */
@Timeout(60)
class AdminServerTest extends AdminRig {
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
            assertTrue(raw("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
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
        String head = "POST /api/v1/import/persons HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n";

        assertTrue(raw(head).startsWith("HTTP/1.1 413"));
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        String answers = raw("GET /api/v1/node/digest HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

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
            send(out, "POST /api/v1/import/ecredentials HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
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

    @Test
    void shouldCloseOnWhatIsNotHttp() throws Exception {
        assertTrue(raw("hello\r\n\r\n").startsWith("HTTP/1.1 400"));
    }
}
