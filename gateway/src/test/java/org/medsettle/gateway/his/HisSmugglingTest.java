package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.transport.TcpServerConfig;

/**
 * Requests that hide another one, sent as raw bytes over a socket: each is refused with its connection, no command of it
 * reaches the engine, and the next connection is served.
 */
class HisSmugglingTest {
    private static final String START = "POST /callService HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = START + "Transfer-Encoding: chunked\r\n\r\n";
    private static final long REQUEST_TIMEOUT_MS = 5_000;

    private final FakeLink link = new FakeLink();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final HisServer server = new HisServer(config(), link, System::currentTimeMillis, new HisMetrics() {
        @Override
        public void onFault(Throwable fault) {
            faults.add(fault);
        }
    });

    private static HisConfig config() {
        HttpLimits http = new HttpLimits(8_192, 256 * 1_024, 64L << 20, 16, REQUEST_TIMEOUT_MS, 5_000, 200);
        TcpServerConfig listen = new TcpServerConfig("127.0.0.1", 0, 128, 8);
        return new HisConfig(listen, 1, http, 1_024, 20, 3_000, HisDialects.none());
    }

    @BeforeEach
    void bind() {
        server.bind();
        link.answerAll(HisReplies::settled);
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), faults);
    }

    private static String hidden() {
        return HisClient.request(HisMessages.settle().json());
    }

    /** Fields that frame a body in two ways; the body is an empty chunked one, and behind it the hidden request. */
    private static List<String> framings() {
        return List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 0\r\nContent-Length: 5\r\n",
                "content-length: 5\r\nCONTENT-LENGTH: 0\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: 5,\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 5;\r\n",
                "Content-Length: 5.0\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 18446744073709551621\r\n",
                "Content-Length: \u0665\r\n",
                "Content-Length: \"5\"\r\n",
                "Content-Length:\r\n",
                "Content-Length : 5\r\n",
                "Content-Length\t: 5\r\n",
                "Content-Length\u0000: 5\r\n",
                "Content-Length: 5\u0000\r\n",
                "Content-Length:\u000b5\r\n",
                "Content-Length: 5\rX: a\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity, chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: x\r\nContent-Length: 5\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding: chunked;q=1\r\n",
                "Transfer-Encoding: ,chunked\r\n",
                "Transfer-Encoding: chunked,\r\n",
                "Transfer-Encoding:\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding\t: chunked\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding:\fchunked\r\n",
                "Transfer-Encoding: chunked\u0000\r\n",
                "Transfer-Encoding: chunked\u000b\r\n",
                "Transfer-Encoding: chunked\rContent-Length: 5\r\n",
                "Transfer-Encoding:\r\n chunked\r\n",
                "Transfer-Encoding:\r\n\tchunked\r\n",
                " Transfer-Encoding: chunked\r\n",
                "\tTransfer-Encoding: chunked\r\n",
                "X: a\r\n Transfer-Encoding: chunked\r\n",
                "X: a\r\n\tContent-Length: 5\r\n",
                "X: a\nTransfer-Encoding: chunked\r\n",
                "X: a\nContent-Length: 5\r\n",
                "X: a\r\rContent-Length: 5\r\n",
                "X: a\u0000b\r\n",
                "X: a\u007fb\r\n",
                "X\u0000: a\r\n",
                "X y: a\r\n",
                "X\r\n",
                ": a\r\n",
                "Host: b\r\n",
                "Sec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n");
    }

    private static List<String> chunks() {
        return List.of(
                "-1\r\na\r\n0\r\n\r\n",
                "+1\r\na\r\n0\r\n\r\n",
                "0x1\r\na\r\n0\r\n\r\n",
                "1_0\r\na\r\n0\r\n\r\n",
                "80000000\r\na\r\n0\r\n\r\n",
                "ffffffff\r\na\r\n0\r\n\r\n",
                "100000001\r\na\r\n0\r\n\r\n",
                "10000000000000001\r\na\r\n0\r\n\r\n",
                "1 \r\na\r\n0\r\n\r\n",
                " 1\r\na\r\n0\r\n\r\n",
                "1\na\r\n0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "1\r\na0\r\n\r\n",
                "1\r\nabc\r\n0\r\n\r\n",
                "1\rX\na\r\n0\r\n\r\n",
                "1;a\nb\r\na\r\n0\r\n\r\n",
                "1;a\rb\r\na\r\n0\r\n\r\n",
                "1;a\u0000\r\na\r\n0\r\n\r\n",
                ";a\r\na\r\n0\r\n\r\n",
                "\r\n",
                "0\r\nX: trailer\r\n\r\n",
                "0\r\nContent-Length: 5\r\n\r\n",
                "0\r\nTransfer-Encoding: chunked\r\n\r\n",
                "0\r\n folded\r\n\r\n",
                "0\r\nX\r\n\r\n",
                "0\r\n\n",
                "0\n\n");
    }

    private static List<String> requestLines() {
        return List.of(
                "POST  /callService HTTP/1.1\r\n",
                "POST\t/callService HTTP/1.1\r\n",
                "POST /callService\tHTTP/1.1\r\n",
                "POST\u000b/callService HTTP/1.1\r\n",
                "POST /callService\rHTTP/1.1\r\n",
                "POST /callService HTTP/1.1 \r\n",
                "POST /callService HTTP/1.1\n",
                "POST /callService HTTP/1.1\r\r\n",
                " POST /callService HTTP/1.1\r\n",
                "\r\n POST /callService HTTP/1.1\r\n",
                "\nPOST /callService HTTP/1.1\r\n",
                "\r\r\nPOST /callService HTTP/1.1\r\n",
                "\r\n\nPOST /callService HTTP/1.1\r\n",
                "\u0000POST /callService HTTP/1.1\r\n",
                "POST /callService\u0000 HTTP/1.1\r\n",
                "PO(ST /callService HTTP/1.1\r\n",
                "/callService HTTP/1.1\r\n");
    }

    /** What is sent in front of the hidden request. */
    static List<Arguments> vectors() {
        List<Arguments> all = new ArrayList<>();
        for (String fields : framings()) {
            add(all, START + fields + "\r\n0\r\n\r\n");
        }
        for (String chunks : chunks()) {
            add(all, CHUNKED + chunks);
        }
        for (String line : requestLines()) {
            add(all, line + "Host: a\r\nContent-Length: 0\r\n\r\n");
        }
        add(all, "GET /callService HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: a\r\nSec-WebSocket-Key2: b\r\n\r\n");
        add(all, "POST /callService HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        add(all, "POST /callService HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        add(all, "POST /callService HTTP/1.0\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde");
        add(all, "POST /callService HTTP/1.0\r\nContent-Length: 0, 5\r\n\r\nabcde");
        return all;
    }

    private static void add(List<Arguments> all, String bytes) {
        String shown = bytes.replace("\r", "\\r").replace("\n", "\\n").replace("\u0000", "\\0");
        all.add(Arguments.of(shown.replaceAll("\\p{Cntrl}", "?"), bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldRefuseWhatHidesARequest(String shown, String bytes) throws IOException {
        try (HisClient hostile = new HisClient(server.localAddress())) {
            hostile.send(bytes + hidden());
            String answer = hostile.read();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
            assertTrue(answer.contains("[1001 MALFORMED]"), answer);
            assertTrue(hostile.isEnded());
        }
        assertNothingTakenAndNextServed();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldRefuseItCutIntoSingleBytes(String shown, String bytes) throws IOException {
        try (HisClient hostile = new HisClient(server.localAddress())) {
            for (int i = 0; i < bytes.length() && hostile.available() == 0; i++) {
                hostile.send(bytes.substring(i, i + 1));
            }
            hostile.send(hidden());
            String answer = hostile.read();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(hostile.isEnded());
        } catch (IOException cutOff) {
            // refused and closed while the rest was still being sent
        }
        assertNothingTakenAndNextServed();
    }

    @Test
    void shouldRefuseAChunkThatNeverEnds() throws IOException {
        try (HisClient hostile = new HisClient(server.localAddress())) {
            hostile.send(CHUNKED + "7fffffff\r\n" + "x".repeat(256 * 1_024 + 1));
            String answer = hostile.read();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        }
        assertNothingTakenAndNextServed();
    }

    @Test
    void shouldRefuseALineThatNeverEnds() throws IOException {
        for (String start : List.of("POST /", START + "X: ", START + "Z")) {
            try (HisClient hostile = new HisClient(server.localAddress())) {
                hostile.send(start + "x".repeat(8_192));
                String answer = hostile.read();
                assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
            }
        }
        assertNothingTakenAndNextServed();
    }

    private void assertNothingTakenAndNextServed() throws IOException {
        assertEquals(0, link.count());
        try (HisClient next = new HisClient(server.localAddress())) {
            next.send(hidden());
            String answer = next.read();
            assertTrue(answer.contains("\"infcode\":0,"), answer);
        }
        assertEquals(1, link.count());
    }
}
