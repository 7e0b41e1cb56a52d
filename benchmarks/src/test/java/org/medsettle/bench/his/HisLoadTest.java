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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    private final CardHolders holders = new CardHolders.Builder(1)
            .add("42000000000000000001", "A00000011", "420100D1560000000000000000000001", "420100")
            .build(List.of("P42010000001"));
    private volatile long stallAt = -1;

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendEveryIntendedRequestOnceAndCountRefusals() throws Exception {
        HisResult result = run(1_000, 1, 4, "2102=8,1101=1,2103=1");

        assertEquals(1_000, result.answered(), 5);
        assertEquals(result.answered(), result.latencyNs().getTotalCount());
        assertEquals(0, result.unanswered());
        assertEquals(result.answered(), result.codes().get(0) + result.codes().get(2010));
        assertTrue(result.settled() > 0 && result.settled() < result.answered(), "settled " + result.settled());
    }

    @Test
    void shouldMeasureAStallFromIntendedTimes() throws Exception {
        stallAt = 200;

        HisResult result = run(1_000, 1, 2, "2102");

        long stallNs = TimeUnit.MILLISECONDS.toNanos(STALL_MS);
        assertTrue(
                result.latencyNs().getMaxValue() >= stallNs * 9 / 10,
                "max " + result.latencyNs().getMaxValue());
        long delayed = result.answered() - result.latencyNs().getCountBetweenValues(0, stallNs / 10);
        assertTrue(delayed >= STALL_MS / 2, "a stall of " + STALL_MS + " ms delays as many requests, saw " + delayed);
    }

    @Test
    void shouldSendAgainAtOnceWhenSaturating() throws Exception {
        HisResult result = run(0, 1, 4, "2102");

        assertEquals(received.get(), result.answered() + result.unanswered());
        assertTrue(result.answered() > 500, "answered " + result.answered());
    }

    private HisResult run(long rate, int seconds, int connections, String workload)
            throws ExecutionException, InterruptedException {
        Channel server = serve();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (HisLoad load = new HisLoad()) {
            return load.run(
                    new HisConfig("127.0.0.1", port, "/callService", rate, 0, seconds, connections, workload, 2, 1),
                    holders);
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
