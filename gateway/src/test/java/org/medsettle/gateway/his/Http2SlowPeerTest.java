package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.transport.TcpServerConfig;

/**
 * Goal: a peer of HTTP/2 that leaves its answers lying, or drips its requests, is let go of in time with all that was kept for
 * it, and costs nobody else anything. Over real sockets.
 */
@Timeout(60)
class Http2SlowPeerTest {
    private static final String PATH = "/fsi/api/callService";
    private static final int STREAMS_MAX = 8;
    private static final int BODY_BYTES_MAX = 16 * 1_024;
    private static final int PIECE_BYTES = 10_000;
    /** Room for two unfinished pieces, not for three. */
    private static final int BODIES_BYTES_MAX = 2 * PIECE_BYTES + PIECE_BYTES / 2;

    private final AtomicInteger slowStreams = new AtomicInteger();
    private final AtomicInteger slowConnections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final FakeLink link = new FakeLink();
    private final HisServer server = new HisServer(
            new HisConfig(
                    new TcpServerConfig("127.0.0.1", 0, 128, 8),
                    1,
                    new HttpLimits(8_192, BODY_BYTES_MAX, BODIES_BYTES_MAX, STREAMS_MAX, 500, 20_000, 200),
                    1_024,
                    20,
                    3_000,
                    HisDialects.none()),
            link,
            System::currentTimeMillis,
            new HisMetrics() {
                @Override
                public void onSlowStream() {
                    slowStreams.incrementAndGet();
                }

                @Override
                public void onSlowConnection() {
                    slowConnections.incrementAndGet();
                }

                @Override
                public void onConnectionOpened() {
                    open.incrementAndGet();
                }

                @Override
                public void onConnectionClosed() {
                    open.decrementAndGet();
                }

                @Override
                public void onFault(Throwable fault) {
                    throw new AssertionError(fault);
                }
            });

    @BeforeEach
    void bind() {
        link.answerAll(HisReplies::settled);
        server.bind();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String get(CompletableFuture<String> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static void awaitEnd(CompletableFuture<String> answer) {
        assertThrows(ExecutionException.class, () -> get(answer));
    }

    private Http2Client shut() {
        return new Http2Client(
                server.localAddress(), Http2Settings.defaultSettings().initialWindowSize(0));
    }

    private CompletableFuture<String> settle(Http2Client client) {
        return client.post(PATH, HisMessages.settle().json());
    }

    @Test
    void shouldResetStreamsAndCloseWhenNoAnswerIsTaken() throws Exception {
        try (Http2Client client = shut()) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < STREAMS_MAX; i++) {
                answers.add(settle(client));
            }

            for (CompletableFuture<String> answer : answers) {
                awaitEnd(answer);
            }
            assertTrue(client.channel.closeFuture().await(10, TimeUnit.SECONDS), "the connection is closed");
        }
        assertEquals(STREAMS_MAX, link.count(), "the outcomes stand");
        assertEquals(STREAMS_MAX, slowStreams.get());
        assertEquals(1, slowConnections.get());
        await(() -> open.get() == 0);
    }

    @Test
    void shouldKeepNoMoreAnswersThanStreamsMayBeOpen() throws Exception {
        try (Http2Client client = shut()) {
            for (int i = 0; i < STREAMS_MAX; i++) {
                settle(client);
            }
            link.await(STREAMS_MAX);

            CompletableFuture<String> oneMore = new CompletableFuture<>();
            assertThrows(Exception.class, () -> {
                Http2StreamChannel stream = client.open(oneMore);
                stream.writeAndFlush(new DefaultHttp2HeadersFrame(Http2Client.head("POST", PATH), true))
                        .sync();
            });
            assertEquals(STREAMS_MAX, link.count());
        }
    }

    @Test
    void shouldGiveBackWhatAStreamHeldWhenThePeerOpensItsWindowLate() throws Exception {
        try (Http2Client client = shut()) {
            CompletableFuture<String> answer = settle(client);
            link.await(1);

            client.channel
                    .writeAndFlush(new DefaultHttp2SettingsFrame(new Http2Settings().initialWindowSize(65_535)))
                    .sync();

            assertTrue(get(answer).startsWith("200 {"));
            assertTrue(get(settle(client)).startsWith("200 {"));
        }
        assertEquals(0, slowStreams.get());
    }

    @Test
    void shouldResetOnlyTheStreamWhilePeerTakesOtherAnswers() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            CompletableFuture<String> dripped = new CompletableFuture<>();
            client.open(dripped).writeAndFlush(new DefaultHttp2HeadersFrame(Http2Client.head("POST", PATH), false));

            while (!dripped.isDone()) {
                assertTrue(get(settle(client)).startsWith("200 {"));
            }

            awaitEnd(dripped);
            assertEquals(1, slowStreams.get());
            assertEquals(0, slowConnections.get());
            assertTrue(get(settle(client)).startsWith("200 {"), "the connection goes on");
        }
    }

    /** A stream that has sent a piece of a body and no end. */
    private Http2StreamChannel drip(Http2Client client, CompletableFuture<String> answer) throws Exception {
        Http2StreamChannel stream = client.open(answer);
        stream.write(new DefaultHttp2HeadersFrame(Http2Client.head("POST", PATH), false));
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[PIECE_BYTES]), false))
                .sync();
        return stream;
    }

    private CompletableFuture<String> fill(Http2Client client) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        drip(client, first);
        drip(client, new CompletableFuture<>());
        return first;
    }

    private String oneMore(Http2Client client) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        drip(client, answer);
        return get(answer);
    }

    /** Sends a request in two pieces until there is room for it. */
    private void awaitRoom() throws Exception {
        try (Http2Client client = new Http2Client(server.localAddress())) {
            await(() -> {
                CompletableFuture<String> answer = new CompletableFuture<>();
                Http2StreamChannel stream = drip(client, answer);
                stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
                return get(answer).startsWith("400 ");
            });
        }
    }

    @Test
    void shouldRefuseUnfinishedBodiesBeyondTheRoomForThemAndServeWholeRequests() throws Exception {
        try (Http2Client dripping = new Http2Client(server.localAddress());
                Http2Client other = new Http2Client(server.localAddress())) {
            CompletableFuture<String> first = fill(dripping);

            String refused = oneMore(other);

            assertTrue(refused.startsWith("503 ") && refused.contains("[9001 BUSY]"), refused);
            assertTrue(get(settle(other)).startsWith("200 {"), "a whole request needs no room");
            awaitEnd(first);
        }
        awaitRoom();
    }

    @Test
    void shouldGiveBackTheRoomOfBodiesWhoseStreamsWereReset() throws Exception {
        try (Http2Client dripping = new Http2Client(server.localAddress())) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 2; i++) {
                    drip(dripping, new CompletableFuture<>())
                            .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL))
                            .sync();
                }
                awaitRoom();
            }
        }
        assertEquals(0, slowStreams.get(), "the peer was quicker than its time");
    }

    @Test
    void shouldGiveBackTheRoomOfBodiesWhoseConnectionClosed() throws Exception {
        try (Http2Client dripping = new Http2Client(server.localAddress())) {
            fill(dripping);
        }
        awaitRoom();
        assertEquals(0, slowStreams.get(), "the peer was quicker than its time");
    }

    @Test
    void shouldGiveBackTheRoomOfBodiesThatBecameTooLarge() throws Exception {
        try (Http2Client dripping = new Http2Client(server.localAddress())) {
            for (int i = 0; i < 4; i++) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                drip(dripping, answer)
                        .writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[PIECE_BYTES]), false));
                assertTrue(get(answer).startsWith("413 "));
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() - deadline < 0, "in time");
            Thread.onSpinWait();
        }
    }
}
