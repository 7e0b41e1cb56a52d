package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.transport.TcpServerConfig;

/** The door on a loopback socket: what clients see, hostile ones beside good ones. */
class HisServerTest {
    private static final int CONNECTIONS_MAX = 8;
    private static final int IN_FLIGHT_MAX = 16;
    private static final int BODY_BYTES_MAX = 256 * 1_024;

    private final FakeLink link = new FakeLink();
    private final AtomicInteger refusedConnections = new AtomicInteger();
    private final AtomicInteger closedConnections = new AtomicInteger();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final CountDownLatch dropped = new CountDownLatch(1);
    private final HisServer server =
            new HisServer(config(400, 2_000), link, System::currentTimeMillis, new HisMetrics() {
                @Override
                public void onConnectionRefused() {
                    refusedConnections.incrementAndGet();
                }

                @Override
                public void onConnectionClosed() {
                    closedConnections.incrementAndGet();
                }

                @Override
                public void onFault(Throwable fault) {
                    faults.add(fault);
                }

                @Override
                public void onAnswerDropped() {
                    dropped.countDown();
                }
            });

    private static HisConfig config(long requestTimeoutMs, long idleTimeoutMs) {
        HttpLimits http =
                new HttpLimits(8_192, BODY_BYTES_MAX, 64L << 20, IN_FLIGHT_MAX, requestTimeoutMs, idleTimeoutMs, 200);
        TcpServerConfig listen = new TcpServerConfig("127.0.0.1", 0, 128, CONNECTIONS_MAX);
        return new HisConfig(listen, 2, http, 1_024, 20, 3_000, HisDialects.none());
    }

    @BeforeEach
    void bind() {
        server.bind();
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), faults);
    }

    private HisClient connect() throws IOException {
        return new HisClient(server.localAddress());
    }

    private static String settle() {
        return HisClient.request(HisMessages.settle().json());
    }

    private static void assertServed(HisClient client) throws IOException {
        client.send(settle());
        String answer = client.read();
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("\"infcode\":0,"), answer);
    }

    @Test
    void shouldServeManyRequestsOnOneConnection() throws IOException {
        link.answerAll(HisReplies::settled);
        try (HisClient client = connect()) {
            for (int i = 0; i < 50; i++) {
                assertServed(client);
            }
        }
    }

    @Test
    void shouldTellHowManyRequestsWaitForTheirAnswer() throws Exception {
        try (HisClient client = connect();
                HisClient other = connect()) {
            client.send(settle());
            other.send(settle());
            link.await(2);
            assertEquals(2, server.underWay());

            link.answer(link.command(0), HisReplies::settled);
            link.answer(link.command(1), HisReplies::settled);
            client.read();
            other.read();

            assertEquals(0, server.underWay());
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrderAndDropNone() throws IOException {
        link.answerAll(HisReplies::neverSeen);
        try (HisClient client = connect()) {
            StringBuilder many = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                many.append(HisClient.request(HisMessages.outcome().json()));
                many.append(HisClient.request("broken" + i));
            }
            client.send(many.toString());
            client.socket.shutdownOutput();
            for (int i = 0; i < 200; i++) {
                assertTrue(client.read().contains("NEVER_SEEN"));
                assertTrue(client.read().startsWith("HTTP/1.1 400 "));
            }
            assertTrue(client.isEnded());
        }
    }

    @Test
    void shouldServeOthersWhileOneDrips() throws IOException {
        link.answerAll(HisReplies::settled);
        String head = "POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES_MAX + "\r\n\r\n";
        try (HisClient dripping = connect();
                HisClient other = connect()) {
            dripping.send(head);
            int served = 0;
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            try {
                // Far too long a body to be whole before the time is up, however quick the machine is.
                while (dripping.available() == 0 && System.nanoTime() < deadlineNs) {
                    dripping.send("x");
                    assertServed(other);
                    served++;
                }
            } catch (IOException cutOff) {
                assertTrue(served > 0, cutOff.toString());
            }
            assertTrue(served > 0);
            String answer = dripping.read();
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertServed(other);
        }
    }

    @Test
    void shouldRefuseABodyOverTheLimitWithItsAnswerDelivered() throws IOException {
        try (HisClient client = connect()) {
            client.send(
                    "POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n" + "x".repeat(100_000));
            String answer = client.read();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("[1005 TOO_LARGE]"), answer);
            assertTrue(client.isEnded());
        }
        assertEquals(0, link.count());
    }

    @Test
    void shouldTakeABodyAtTheLimit() throws IOException {
        link.answerAll(HisReplies::settled);
        String json = HisMessages.settle().json();
        int bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        try (HisClient client = connect()) {
            client.send(HisClient.request(json + " ".repeat(BODY_BYTES_MAX - bytes)));
            assertTrue(client.read().contains("\"infcode\":0,"));
        }
    }

    @Test
    void shouldRefuseSmugglingAndServeOthers() throws IOException {
        link.answerAll(HisReplies::settled);
        try (HisClient hostile = connect();
                HisClient other = connect()) {
            hostile.send(
                    "POST /callService HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "0\r\n\r\n" + settle());
            String answer = hostile.read();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("[1001 MALFORMED]"), answer);
            assertTrue(hostile.isEnded());
            assertServed(other);
        }
        assertEquals(1, link.count());
    }

    @Test
    void shouldTellClientsToRetryWhenBusy() throws IOException {
        link.refuse(ResultCode.BUSY);
        try (HisClient client = connect()) {
            String answer = client.send(settle()).read();
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(answer.contains("\r\nretry-after: 1\r\n"), answer);
            assertTrue(answer.contains("[9001 BUSY]"), answer);
            link.refuse(ResultCode.DRAINING);
            assertTrue(client.send(settle()).read().contains("[9002 DRAINING]"));
        }
    }

    @Test
    void shouldAnswerOtherPathsAndMethods() throws IOException {
        try (HisClient client = connect()) {
            assertTrue(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().startsWith("HTTP/1.1 404 "));
            String answer = client.send("GET /fsi/api/callService HTTP/1.1\r\nHost: a\r\n\r\n")
                    .read();
            assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
            assertTrue(answer.contains("\r\nallow: POST\r\n"), answer);
        }
    }

    @Test
    void shouldLetTheOutcomeStandWhenTheClientLeaves() throws Exception {
        HisClient client = connect();
        client.send(settle());
        link.await(1);
        client.reset();
        awaitCount(closedConnections, 1);
        link.answer(link.last(), HisReplies::settled);
        assertTrue(dropped.await(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldRefuseConnectionsOverTheLimit() throws IOException {
        link.answerAll(HisReplies::settled);
        List<HisClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            HisClient client = connect();
            clients.add(client);
            assertServed(client);
        }
        try (HisClient oneTooMany = connect()) {
            assertTrue(oneTooMany.isEnded());
        }
        assertEquals(1, refusedConnections.get());
        for (HisClient client : clients) {
            assertServed(client);
            client.close();
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightBeforeItCloses() throws Exception {
        try (HisClient client = connect()) {
            client.send(settle());
            link.await(1);
            Thread closer = new Thread(server::close);
            closer.start();
            awaitRefusal();
            link.answer(link.last(), HisReplies::settled);
            String answer = client.read();
            assertTrue(answer.contains("\"infcode\":0,"), answer);
            assertTrue(client.isEnded());
            closer.join(10_000);
            assertFalse(closer.isAlive());
        }
    }

    /** Waits until the door accepts no more. */
    private void awaitRefusal() {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < deadlineNs) {
            try (HisClient probe = connect()) {
                if (probe.isEnded()) {
                    return;
                }
            } catch (IOException | IllegalStateException refused) {
                return;
            }
        }
        throw new AssertionError("still accepting");
    }

    private static void awaitCount(AtomicInteger counter, int count) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (counter.get() < count) {
            assertTrue(System.nanoTime() < deadlineNs, "count stays " + counter.get());
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldCloseAnIdleConnection() throws IOException {
        link.answerAll(HisReplies::settled);
        try (HisClient client = connect()) {
            assertServed(client);
            assertTrue(client.isEnded());
        }
    }

    @Test
    void shouldSayWhenThePortIsTaken() {
        TcpServerConfig taken =
                new TcpServerConfig("127.0.0.1", server.localAddress().getPort(), 16, 16);
        HisConfig config = new HisConfig(taken, 1, config(400, 2_000).http(), 16, 20, 100, HisDialects.none());
        HisServer second = new HisServer(config, link, System::currentTimeMillis, HisMetrics.NONE);
        assertThrows(Exception.class, second::bind);
    }
}
