package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: peers that drip a request, leave answers lying or hold connections lose them in time, and keep nobody from asking how
 * the node is. Over real sockets.
 */
@Timeout(60)
class AdminSlowPeerTest {
    private static final long PATIENCE_MS = 500;
    private static final long LONG_MS = 60_000;
    private static final int CLOSED = -1;
    private static final String LIVE = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String METRICS = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static TestNode node(long idleTimeoutMs) throws IOException {
        return new TestNode(new MemoryLedger(), "", 30_000, idleTimeoutMs);
    }

    private static Socket dial(TestNode node) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", node.port()));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends {@code text} byte by byte, one each 20 ms, until the door closes; fails when it is patient to the end. */
    private static void dripUntilClosed(Socket socket, String text) throws IOException {
        socket.setSoTimeout(20);
        for (int i = 0; i < text.length(); i++) {
            try {
                send(socket, text.substring(i, i + 1));
                if (socket.getInputStream().read() == CLOSED) {
                    return;
                }
            } catch (SocketTimeoutException stillOpen) {
                // The next byte.
            } catch (IOException reset) {
                return;
            }
        }
        throw new AssertionError("the door waited for every byte");
    }

    private static double figure(TestNode node, String series) throws Exception {
        Matcher line = Pattern.compile("\n" + Pattern.quote(series) + " (\\S+)")
                .matcher(node.get("/metrics").body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static double slow(TestNode node) throws Exception {
        return figure(node, "medsettle_slow_peers_total{closed=\"connection\",listener=\"admin\"}");
    }

    private static double refused(TestNode node) throws Exception {
        return figure(node, "medsettle_connections_refused_total{listener=\"admin\"}");
    }

    @Test
    void shouldCloseWhoDripsAHead() throws Exception {
        try (TestNode node = node(PATIENCE_MS);
                Socket dripping = dial(node)) {
            dripUntilClosed(dripping, "GET /livez HTTP/1.1\r\nX-Long: " + "a".repeat(2_000));

            assertEquals(1, slow(node));
        }
    }

    @Test
    void shouldCloseWhoDripsABody() throws Exception {
        try (TestNode node = node(PATIENCE_MS);
                Socket dripping = dial(node)) {
            send(
                    dripping,
                    "POST /api/v1/import/persons HTTP/1.1\r\nHost: localhost\r\nX-Operator: op\r\n"
                            + "Content-Length: 100000\r\n\r\n");
            dripUntilClosed(dripping, "a".repeat(2_000));

            assertEquals(1, slow(node));
        }
    }

    @Test
    void shouldGiveASecondRequestItsOwnTime() throws Exception {
        try (TestNode node = node(PATIENCE_MS);
                Socket socket = dial(node)) {
            socket.setSoTimeout(10_000);
            send(socket, LIVE);
            assertEquals('H', socket.getInputStream().read());

            dripUntilClosed(socket, "GET /livez HTTP/1.1\r\nX-Long: " + "a".repeat(5_000));

            assertEquals(1, slow(node));
        }
    }

    @Test
    void shouldCloseAnIdleConnectionWithoutCallingItSlow() throws Exception {
        try (TestNode node = node(PATIENCE_MS);
                Socket idle = dial(node)) {
            idle.setSoTimeout(10_000);

            assertEquals(CLOSED, idle.getInputStream().read());
            assertEquals(0, slow(node));
        }
    }

    @Test
    void shouldKeepOneAnswerForAPeerThatDoesNotReadAndCloseIt() throws Exception {
        int asked = 120;
        try (TestNode node = node(PATIENCE_MS);
                Socket deaf = dial(node)) {
            send(deaf, METRICS.repeat(asked));

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            int looks = 1;
            while (slow(node) == 0) {
                assertTrue(System.nanoTime() - deadline < 0, "closed in time");
                looks++; // A look fetches the same page.
            }

            double answered = figure(node, "medsettle_admin_requests_total{route=\"/metrics\",status=\"200\"}") - looks;
            assertTrue(answered < asked, () -> "answers kept: " + answered);
        }
    }

    @Test
    void shouldAnswerProbesWhileEveryPlaceIsTaken() throws Exception {
        List<Socket> held = new ArrayList<>();
        try (TestNode node = node(LONG_MS)) {
            Socket longest = dial(node);
            held.add(longest);
            send(longest, METRICS + "G");
            assertEquals('H', longest.getInputStream().read(), "it is waited for before all others");
            for (int i = 1; i < TestNode.CONNECTIONS_MAX; i++) {
                Socket socket = dial(node);
                held.add(socket);
                send(socket, i % 2 == 0 ? "GET /livez HT" : METRICS + "G");
            }

            assertEquals(200, node.get("/livez").statusCode());
            assertEquals(200, node.get("/readyz").statusCode());
            assertEquals(200, node.get("/metrics").statusCode());
            assertEquals(1, refused(node), "one gave way");
            longest.setSoTimeout(10_000);
            while (longest.getInputStream().read() != CLOSED) {
                // What is left of its answer.
            }
            for (int i = 0; i < 3 * TestNode.CONNECTIONS_MAX; i++) {
                Socket socket = dial(node);
                held.add(socket);
                send(socket, "P");
            }
            assertEquals(200, node.get("/readyz").statusCode());
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNotTakeThePlaceOfACallThatIsWorkedOn() throws Exception {
        List<Socket> held = new ArrayList<>();
        CountDownLatch workedOn = new CountDownLatch(TestNode.CONNECTIONS_MAX);
        AnsweringLink.Core silent = (command, reply) -> {
            workedOn.countDown();
            return false;
        };
        try (TestNode node = new TestNode(silent, "", LONG_MS, LONG_MS)) {
            for (int i = 0; i < TestNode.CONNECTIONS_MAX; i++) {
                Socket socket = dial(node);
                held.add(socket);
                send(socket, "GET /api/v1/node/digest HTTP/1.1\r\nHost: localhost\r\nX-Operator: op\r\n\r\n");
            }
            assertTrue(workedOn.await(10, TimeUnit.SECONDS), "every call is worked on");

            try (Socket more = dial(node)) {
                more.setSoTimeout(10_000);
                assertEquals(CLOSED, more.getInputStream().read());
            }

            Socket first = held.get(0);
            first.setSoTimeout(50);
            assertThrows(
                    SocketTimeoutException.class, () -> first.getInputStream().read(), "it is still open");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}
