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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;

/** Against a stand-in for the door: what is intended is sent once, and a stall is seen by all it delayed. */
class PosLoadTest {
    private static final int STALL_AT = 500;
    private static final int STALL_MS = 300;
    private static final String NUMBER = "42000000000000000001";
    private static final String SERIAL = "420100D1560000000000000000000001";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Set<String> keys = new HashSet<>();
    private final Population population = new Population(
            new Institutions(List.of(
                    new Institutions.Institution("P42010000001", List.of("41"), "M1", List.of("T1", "T2")),
                    new Institutions.Institution("P42010000002", List.of("41"), "M2", List.of("T3")))),
            new CardHolders.Builder()
                    .add(NUMBER, "A00000011", SERIAL, "420100", "6217852700765151012")
                    .add(NUMBER, "A00000022", SERIAL, "420100", "6217852675775076047")
                    .build());
    private boolean stalls;
    private int received;

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendEveryIntendedPurchaseOnceUnderAKeyOfItsOwn() throws Exception {
        PhaseResult result = run(2_000, 2, 4, "care = 41:1:102.00");

        assertEquals(2_000, result.counts().answered());
        assertEquals(0, result.unanswered());
        assertEquals(2_000, keys.size());
        assertEquals(
                result.counts().answered(),
                result.codes().get("00") + result.codes().get("51"));
        assertEquals(result.codes().get("00"), result.counts().settled());
    }

    @Test
    void shouldRepeatAndReverseOnlyWhatWasSent() throws Exception {
        PhaseResult result = run(2_000, 2, 4, "pos.messages = purchase=90 balance=5 reversal=5\nrepeats.percent = 5");

        assertEquals(2_000, result.counts().answered());
        assertTrue(keys.size() < 1_990, "keys " + keys.size());
        assertTrue(result.counts().repeatsKnown() > 0, "repeats " + result.counts());
        assertTrue(result.counts().undone() > 0, "undone " + result.counts());
    }

    @Test
    void shouldMeasureAStallFromIntendedTimes() throws Exception {
        stalls = true;

        PhaseResult result = run(2_000, 1, 4, "care = 41:1:102.00");

        long stallNs = TimeUnit.MILLISECONDS.toNanos(STALL_MS);
        assertTrue(result.latencyNs().getMaxValue() >= stallNs * 9 / 10);
        assertTrue(result.counts().answered() - result.latencyNs().getCountBetweenValues(0, stallNs / 10) > STALL_MS);
    }

    @Test
    void shouldKeepEveryPlaceBusyWhenSaturating() throws Exception {
        PhaseResult result = run(0, 2, 16, "care = 41:1:102.00");

        assertTrue(result.counts().answered() > 500, "answered " + result.counts());
    }

    @Test
    void shouldFailWhenNobodyListens() throws IOException {
        LoadPlan plan = new LoadPlan("127.0.0.1", 1, 1, 1, 0, List.of(new Phase("all", 100, 1, true)));
        PosDoor door = new PosDoor(Workload.parse("test", ""), population, 1, 1);
        try (LoadClient client = new LoadClient()) {
            assertThrows(ExecutionException.class, () -> client.run(plan, door));
        }
    }

    private PhaseResult run(long rate, int connections, int depth, String workload)
            throws ExecutionException, InterruptedException, IOException {
        Channel server = serve();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (LoadClient client = new LoadClient()) {
            LoadPlan plan =
                    new LoadPlan("127.0.0.1", port, connections, depth, 0, List.of(new Phase("all", rate, 1, true)));
            return client.run(plan, new PosDoor(Workload.parse("test", workload), population, 1, 1))
                    .phases()
                    .get(0);
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
