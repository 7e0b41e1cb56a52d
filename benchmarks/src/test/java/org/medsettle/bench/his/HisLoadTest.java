package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.open.Stall;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;

/**
 * Against a stand-in for the door on loopback: every intended request is sent and counted once, and a stall of the server
 * is seen in full by every request it delayed, since latency begins at the intended time.
 */
class HisLoadTest {
    private static final String SETTLED = "{\"infcode\":0,\"output\":{\"setlinfo\":{\"setl_id\":\"420100000000000042\","
            + "\"mdtrt_id\":\"420100500000000042\"}}}";
    private static final String LISTED = "{\"infcode\":-1,\"err_msg\":\"卡在名单[2010 CARD_ON_INVALID_LIST]\"}";
    private static final long STALL_MS = 400;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicLong received = new AtomicLong();
    private final Population population = new Population(
            new Institutions(List.of(new Institutions.Institution("P42010000001", List.of("41"), "", List.of()))),
            new CardHolders.Builder()
                    .add("42000000000000000001", "A00000011", "420100D1560000000000000000000001", "420100", "")
                    .build());
    private volatile long stallAt = -1;
    private LoadResult loaded = new LoadResult(List.of(), List.of(), 0, List.of());

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendEveryIntendedRequestOnceAndCountRefusals() throws Exception {
        PhaseResult result = run(1_000, 4, 1, "his.transactions = 2102=8 1101=1 2103=1\nrepeats.percent = 5");

        assertEquals(1_000, result.counts().answered());
        assertEquals(result.counts().answered(), result.latencyNs().getTotalCount());
        assertEquals(0, result.unanswered());
        assertEquals(
                result.counts().answered(),
                result.codes().get("0") + result.codes().get("2010"));
        assertTrue(result.counts().repeatsKnown() > 0, "repeats " + result.counts());
        assertTrue(result.counts().undone() > 0, "undone " + result.counts());
        assertTrue(result.counts().settled() < result.counts().answered(), "settled " + result.counts());
    }

    @Test
    void shouldMeasureAStallFromIntendedTimes() throws Exception {
        stallAt = 200;

        PhaseResult result = run(1_000, 2, 1, "his.transactions = 2102=1");

        long stallNs = TimeUnit.MILLISECONDS.toNanos(STALL_MS);
        assertTrue(
                result.latencyNs().getMaxValue() >= stallNs * 9 / 10,
                "max " + result.latencyNs().getMaxValue());
        long delayed = result.counts().answered() - result.latencyNs().getCountBetweenValues(0, stallNs / 10);
        assertTrue(delayed >= STALL_MS / 2, "a stall of " + STALL_MS + " ms delays as many requests, saw " + delayed);
        double longestMs =
                loaded.stalls().stream().mapToDouble(Stall::lengthMs).max().orElse(0);
        assertTrue(longestMs >= STALL_MS * 0.9, "stalls " + loaded.stalls());
    }

    @Test
    void shouldSendAgainAtOnceWhenSaturating() throws Exception {
        PhaseResult result = run(0, 4, 1, "his.transactions = 2102=1");

        assertEquals(received.get(), result.sent());
        assertTrue(result.counts().answered() > 50, "answered " + result.counts());
    }

    @Test
    void shouldMatchPipelinedAnswersInOrder() throws Exception {
        PhaseResult result = run(0, 2, 8, "his.transactions = 2102=1");

        assertEquals(result.sent(), result.counts().answered());
        assertEquals(0, loaded.disconnects());
    }

    private PhaseResult run(long rate, int connections, int depth, String workload)
            throws ExecutionException, InterruptedException, IOException {
        Channel server = serve();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (LoadClient client = new LoadClient()) {
            loaded = client.run(
                    new LoadPlan("127.0.0.1", port, connections, depth, 0, List.of(new Phase("all", rate, 1, true))),
                    new HisDoor(Workload.parse("test", workload), population, "127.0.0.1", "/callService", 1));
            return loaded.phases().get(0);
        } finally {
            server.close();
        }
    }

    private Channel serve() throws InterruptedException {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Answer());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** Settles nine requests of ten and refuses the tenth; stalls once when told to. */
    private final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            long number = received.incrementAndGet();
            if (number == stallAt) {
                ctx.executor().schedule(() -> answer(ctx, number), STALL_MS, TimeUnit.MILLISECONDS);
            } else if (number == stallAt + 1) {
                ctx.executor().schedule(() -> answer(ctx, number), STALL_MS, TimeUnit.MILLISECONDS);
            } else {
                answer(ctx, number);
            }
        }

        private void answer(ChannelHandlerContext ctx, long number) {
            ByteBuf body = Unpooled.copiedBuffer(number % 10 == 0 ? LISTED : SETTLED, StandardCharsets.UTF_8);
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
            response.headers().set("content-length", body.readableBytes());
            ctx.writeAndFlush(response);
        }
    }
}
