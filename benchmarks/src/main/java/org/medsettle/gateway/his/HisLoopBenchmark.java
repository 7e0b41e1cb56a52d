package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.medsettle.bench.micro.StageLedger;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.admin.NodeStatus;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.admission.RateLimit;
import org.medsettle.gateway.config.HisDoorConfig;
import org.medsettle.gateway.his.http.HttpExchange;
import org.medsettle.gateway.his.http.HttpStatus;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;
import org.medsettle.gateway.transport.FlushList;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What metrics and limits cost the HIS door: a whole request from its body to its answer, engine and sockets left out,
 * without them and with them.
 *
 * <p>Threads: one.
 */
@SuppressWarnings("NullAway.Init") // the setup fills the fields before the first operation
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HisLoopBenchmark {
    private static final RateLimit NEVER_REACHED = RateLimit.of(1_000_000_000, 1_000_000);

    /** What the door does beside its work. */
    @Param({"nothing", "limits", "metrics", "both"})
    private String beside;

    private final Reply reply = new Reply();
    private final Exchange exchange = new Exchange();
    private StageRequest head;
    private final Admission admission = new Admission();
    private NodeMetrics metrics;
    private HisLoop door;
    private byte[] body;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        head = new StageRequest();
        body = head.body();
        boolean limits = beside.equals("limits") || beside.equals("both");
        boolean counts = beside.equals("metrics") || beside.equals("both");
        if (limits) {
            admission.limit(NEVER_REACHED, NEVER_REACHED);
        }
        metrics = new NodeMetrics(new NoStatus(), transactions(), List.of());
        door = new HisLoop(
                HisConfig.of(new HisDoorConfig("127.0.0.1", 0, 1, 1, 262_144, 1, 1_000, 1_000, Map.of()), 0),
                new AnsweringLink(),
                new HisLimits(admission, InquiryDesk.open()),
                () -> StageLedger.NOW_MS,
                RequestAuthenticator.ALLOW_ALL,
                counts ? new Counting() : HisMetrics.NONE,
                new FlushList());
        door.open(Runnable::run);
        request();
        if (reply.code() != ResultCode.BALANCE_INSUFFICIENT) {
            throw new IllegalStateException("the door refuses what the client wrote");
        }
    }

    static List<NodeMetrics.Transaction> transactions() {
        return Arrays.stream(HisTransaction.values())
                .map(transaction -> new NodeMetrics.Transaction(transaction.ordinal(), transaction.infno()))
                .toList();
    }

    /** A settlement comes, is offered, and its reply leaves. */
    @Benchmark
    public int request() {
        door.onRequest(exchange, head, body, body.length);
        door.onReply(reply);
        return exchange.content.writerIndex();
    }

    /** An engine that refuses everything for want of money. */
    private final class AnsweringLink implements CommandLink {
        @Override
        public ResultCode offer(Command command) {
            int at = Admission.institutionAt(command.type());
            long word1 = command.body().getLong(at);
            long word2 = command.body().getLong(at + Long.BYTES);
            if (admission.find(word1, word2) == Admission.NOBODY) {
                admission.answered(Admission.NOBODY, word1, word2, ResultCode.OK);
            }
            reply.begin(command, 1, StageLedger.NOW_MS);
            reply.code(ResultCode.BALANCE_INSUFFICIENT);
            return ResultCode.OK;
        }

        @Override
        public int openLane(Executor eventLoop, ReplyListener listener) {
            return 0;
        }
    }

    private final class Counting implements HisMetrics {
        @Override
        public void onRequest(HisTransaction transaction, ResultCode code, long durationNs) {
            metrics.request(transaction.ordinal(), code, durationNs);
        }
    }

    /** A node without anything to tell. */
    static final class NoStatus implements NodeStatus {
        @Override
        public String name() {
            return "";
        }

        @Override
        public List<String> notReadyReasons() {
            return List.of();
        }

        @Override
        public long ringCapacity() {
            return 0;
        }

        @Override
        public long ringUsed() {
            return 0;
        }

        @Override
        public long appendedSequence() {
            return 0;
        }

        @Override
        public long durableSequence() {
            return 0;
        }

        @Override
        public long connections(String listener) {
            return 0;
        }
    }

    /** An exchange whose answers go into one buffer. */
    private static final class Exchange implements HttpExchange {
        private final ConnectionBudget budget = new ConnectionBudget();
        private final ByteBuf content = Unpooled.directBuffer(8_192);

        @Override
        public ConnectionBudget budget() {
            return budget;
        }

        @Override
        public ByteBuf newContent(int bytes) {
            return content.clear();
        }

        @Override
        public void answer(HttpStatus status, ByteBuf answer) {}

        @Override
        public boolean isGone() {
            return false;
        }
    }
}
