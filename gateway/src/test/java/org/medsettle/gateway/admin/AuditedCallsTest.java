package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;

/** Goal: every call of an operator is one record, whatever becomes of it, and no answer leaves before it is written. */
@Timeout(60)
class AuditedCallsTest {
    private static final String NUMBER = "A1234567" + CardNumber.checkCharacter("A1234567");
    private static final String LOCK = "/api/v1/cards/110101/" + NUMBER + "/lock";
    private static final String CARD_ROUTE = "POST /api/v1/cards/{area}/{number}/{event}";

    private TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode((command, reply) -> true);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldRecordWhoDidWhatToWhomAndHowItEnded() throws Exception {
        assertEquals(200, node.post(LOCK, "").statusCode());

        assertEquals(
                "AuditEntry[operator=op-1, peer=127.0.0.1, call=" + CARD_ROUTE + ", subject=110101 *"
                        + NUMBER.substring(5) + ", status=200, result=OK, sequence=7]",
                node.trail.only().toString());
    }

    @Test
    void shouldRecordWhatTheEngineRefuses() throws Exception {
        node.link.core((command, reply) -> {
            reply.code(ResultCode.CARD_UNKNOWN);
            return true;
        });

        node.post(LOCK, "");

        assertEquals("404 CARD_UNKNOWN", outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/cards/110101/A12345670/lock, 400 FIELD_INVALID",
        "/api/v1/accounts/P1/dance, 404 TRANSACTION_UNSUPPORTED",
        "/nowhere/11010119900307109X, 404 TRANSACTION_UNSUPPORTED",
        "/livez, 405 TRANSACTION_UNSUPPORTED"
    })
    void shouldRecordWhatTheDoorRefuses(String path, String outcome) throws Exception {
        node.post(path, "");

        assertEquals(outcome, outcome());
        assertFalse(node.trail.only().toString().contains("1990"), "the path itself is not kept");
    }

    @Test
    void shouldRecordWhoeverHasNoToken() throws Exception {
        try (TestNode guarded = new TestNode(new MemoryLedger(), "secret", 1_000)) {
            guarded.get("/metrics");
            guarded.post(LOCK, "");

            assertEquals(2, guarded.trail.entries.size());
            assertEquals("GET /metrics", guarded.trail.entries.get(0).call());
            assertEquals("SIGNATURE_INVALID", guarded.trail.entries.get(1).result());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello\\r\\n\\r\\n | 400 MALFORMED",
                "GET /api/v1/audit?day=%zz HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n | 400 MALFORMED",
                "POST /api/v1/import/persons HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 2000000\\r\\n\\r\\n | 413 TOO_LARGE"
            })
    void shouldRecordWhatIsNoRequest(String bytes, String outcome) throws Exception {
        raw(bytes.replace("\\r\\n", "\r\n"));

        assertEquals(outcome, outcome());
    }

    @Test
    void shouldNotRecordWhatProbesAndScrapersDo() throws Exception {
        for (String path : new String[] {"/livez", "/readyz", "/version", "/metrics"}) {
            assertEquals(200, node.get(path).statusCode());
        }

        assertTrue(node.trail.entries.isEmpty());
    }

    @Test
    void shouldKeepAnOperatorOnlyWhenItCanBeOne() throws Exception {
        node.send(node.posting(LOCK, "").header("X-Operator", "110101199003071233"));
        node.send(node.posting(LOCK, "").header("X-Operator", "o".repeat(31)));
        node.send(node.posting(LOCK, ""));

        assertEquals("?", node.trail.entries.get(0).operator(), "a citizen id");
        assertEquals("?", node.trail.entries.get(1).operator(), "too long");
        assertEquals("", node.trail.entries.get(2).operator(), "none");
    }

    @Test
    void shouldHoldTheAnswerBackWhenTheTrailCannotTakeIt() throws Exception {
        node.trail.takes = false;

        HttpResponse<String> answer = node.post(LOCK, "");

        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("the audit trail cannot be written"), answer.body());
        assertFalse(answer.body().contains("sequence"), answer.body());
    }

    @Test
    void shouldTakeNoCallWhileTheTrailIsNotWriting() throws Exception {
        node.trail.writing = false;
        node.link.core((command, reply) -> {
            throw new AssertionError("nothing may reach the engine");
        });

        assertEquals(503, node.post(LOCK, "").statusCode());
        assertEquals(200, node.get("/readyz").statusCode());
        assertTrue(node.trail.entries.isEmpty());
    }

    @Test
    void shouldRecordAnImportThatNobodyWaitsForAnyMore() throws Exception {
        node.close();
        node = new TestNode((command, reply) -> false, "", 200);
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            String body = "token,psn_no,expires\nT1,nobody,\n";
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/import/ecredentials HTTP/1.1\r\nHost: localhost\r\nX-Operator: op\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            node.get("/livez");
        }

        while (node.trail.entries.isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals("504 BUSY", outcome());
        assertEquals("ecredentials", node.trail.only().subject().toString());
    }

    @Test
    void shouldHandOutADayPageByPage() throws Exception {
        HttpResponse<String> first = node.get("/api/v1/audit?day=2025-06-15");
        HttpResponse<String> second = node.get("/api/v1/audit?day=2025-06-15&from=10001");

        assertEquals("from 1\n", first.body());
        assertEquals(
                "</api/v1/audit?day=2025-06-15&from=10001>; rel=\"next\"",
                first.headers().firstValue("link").orElse(""));
        assertEquals("from 10001\n", second.body());
        assertTrue(second.headers().firstValue("link").isEmpty());
        assertEquals(404, node.get("/api/v1/audit?day=2025-06-16").statusCode());
        for (String wrong : new String[] {"", "?day=today", "?day=2025-06-15&from=0", "?day=2025-06-15&from=x"}) {
            assertEquals(400, node.get("/api/v1/audit" + wrong).statusCode(), wrong);
        }
        assertEquals("2025-06-15", node.trail.entries.get(0).subject().toString());
    }

    private String outcome() {
        return node.trail.only().status() + " " + node.trail.only().result();
    }

    private void raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
        }
    }
}
