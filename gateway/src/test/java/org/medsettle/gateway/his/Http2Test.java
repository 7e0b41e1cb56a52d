package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.transport.TcpServerConfig;

/** The same door over HTTP/2: streams are answered as their replies come, each with the same limits as a request of its own. */
class Http2Test {
    private static final String PATH = "/fsi/api/callService";

    private final FakeLink link = new FakeLink();
    private final HisServer server = new HisServer(
            new HisConfig(
                    new TcpServerConfig("127.0.0.1", 0, 128, 8),
                    1,
                    new HttpLimits(8_192, 256 * 1_024, 64L << 20, 32, 300, 2_000, 200),
                    1_024,
                    20,
                    3_000,
                    HisDialects.none()),
            link,
            System::currentTimeMillis,
            HisMetrics.NONE);

    @BeforeEach
    void bind() {
        server.bind();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String get(CompletableFuture<String> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldAnswerManyStreams() throws Exception {
        link.answerAll(HisReplies::settled);
        try (Http2Client client = new Http2Client(server.localAddress())) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(client.post(PATH, HisMessages.settle().json()));
            }
            for (CompletableFuture<String> answer : answers) {
                assertTrue(get(answer).startsWith("200 {\"infcode\":0,"));
            }
        }
        assertEquals(30, link.count());
    }

    @Test
    void shouldNotLetOneStreamWaitForAnother() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            CompletableFuture<String> first =
                    client.post(PATH, HisMessages.settle().json());
            CompletableFuture<String> second =
                    client.post(PATH, HisMessages.outcome().json());
            link.await(2);
            link.answer(link.command(1), HisReplies::neverSeen);
            assertTrue(get(second).contains("NEVER_SEEN"));
            link.answer(link.command(0), HisReplies::settled);
            assertTrue(get(first).contains("\"setl_id\""));
        }
    }

    @Test
    void shouldKeepTheLimitsOfARequest() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            String tooLarge = get(client.post(PATH, " ".repeat(256 * 1_024 + 1)));
            assertTrue(tooLarge.startsWith("413 "), tooLarge);
            assertTrue(tooLarge.contains("[1005 TOO_LARGE]"), tooLarge);
            assertTrue(get(client.post(PATH, "{")).startsWith("400 "));
            assertTrue(get(client.post("/", "{}")).startsWith("404 "));
            CompletableFuture<String> slow = new CompletableFuture<>();
            client.open(slow).writeAndFlush(new DefaultHttp2HeadersFrame(Http2Client.head("POST", PATH), false));
            assertThrows(ExecutionException.class, () -> get(slow));
            link.answerAll(HisReplies::settled);
            assertTrue(get(client.post(PATH, HisMessages.settle().json())).startsWith("200 "));
        }
        assertEquals(1, link.count());
    }

    @Test
    void shouldCloseAnIdleConnection() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            assertTrue(client.channel.closeFuture().await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightBeforeItCloses() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            CompletableFuture<String> answer =
                    client.post(PATH, HisMessages.settle().json());
            link.await(1);
            Thread closer = new Thread(server::close);
            closer.start();
            link.answer(link.last(), HisReplies::settled);
            assertTrue(get(answer).startsWith("200 "));
            closer.join(10_000);
            assertTrue(client.channel.closeFuture().await(10, TimeUnit.SECONDS));
        }
    }
}
