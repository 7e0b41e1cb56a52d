package org.medsettle.bench.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for the door: what is intended is sent once, and a stall is seen by all it delayed. */
class PosLoadTest {
    private static final int STALL_AT = 500;
    private static final int STALL_MS = 300;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Set<String> keys = new HashSet<>();
    private final Tills tills = new Tills(
            List.of(Tills.till("T1", "M1"), Tills.till("T2", "M1"), Tills.till("T3", "M2")),
            List.of("6217852700765151012", "6217852675775076047"));
    private boolean stalls;
    private int received;

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendEveryIntendedPurchaseOnceUnderAKeyOfItsOwn() throws Exception {
        PosResult result = run(2_000, 2, 4);

        assertEquals(2_000, result.answered());
        assertEquals(0, result.unanswered());
        assertEquals(2_000, keys.size());
        assertEquals(
                result.answered(), result.codes().get("00") + result.codes().get("51"));
        assertEquals(result.codes().get("00"), result.approved());
    }

    @Test
    void shouldMeasureAStallFromIntendedTimes() throws Exception {
        stalls = true;

        PosResult result = run(2_000, 1, 4);

        long stallNs = TimeUnit.MILLISECONDS.toNanos(STALL_MS);
        assertTrue(result.latencyNs().getMaxValue() >= stallNs * 9 / 10);
        assertTrue(result.answered() - result.latencyNs().getCountBetweenValues(0, stallNs / 10) > STALL_MS);
    }

    @Test
    void shouldKeepEveryPlaceBusyWhenSaturating() throws Exception {
        PosResult result = run(0, 2, 16);

        assertTrue(result.answered() > 2_000, "answered " + result.answered());
        assertEquals(0, result.disconnects());
    }

    @Test
    void shouldFailWhenNobodyListens() {
        PosConfig config = new PosConfig("127.0.0.1", 1, 100, 0, 1, 1, 1, 1, 10_200, 1);
        try (PosLoad load = new PosLoad()) {
            assertThrows(ExecutionException.class, () -> load.run(config, tills));
        }
    }

    private PosResult run(long rate, int connections, int depth) throws ExecutionException, InterruptedException {
        Channel server = serve();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (PosLoad load = new PosLoad()) {
            return load.run(new PosConfig("127.0.0.1", port, rate, 0, 1, connections, depth, 1, 10_200, 1), tills);
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
                        channel.pipeline().addLast(new Answer());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    /** Answers with trace number, code and terminal; refuses every tenth; stalls its loop once when told to. */
    private final class Answer extends ByteToMessageDecoder {
        private static final int STAN_AT = 2 + 2 + 8 + 11 + 3 + 6;
        private static final int TILL_AT = STAN_AT + 3 + 2 + 1;

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            while (in.readableBytes() >= 2 && in.readableBytes() >= 2 + in.getUnsignedShort(in.readerIndex())) {
                ByteBuf frame = in.readSlice(2 + in.getUnsignedShort(in.readerIndex()));
                int stan = frame.getUnsignedMedium(STAN_AT);
                long terminal = frame.getLong(TILL_AT);
                keys.add(terminal + "/" + stan);
                received++;
                if (stalls && received == STALL_AT) {
                    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STALL_MS);
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                }
                ByteBuf answer = ctx.alloc().buffer();
                answer.writeShort(2 + 8 + 3 + 2 + 8).writeShort(0x0210).writeLong(1L << 53 | 1L << 25 | 1L << 23);
                answer.writeMedium(stan).writeShort(received % 10 == 0 ? '5' << 8 | '1' : '0' << 8 | '0');
                answer.writeLong(terminal);
                ctx.writeAndFlush(answer);
            }
        }
    }
}
