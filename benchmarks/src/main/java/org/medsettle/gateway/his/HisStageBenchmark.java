package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.medsettle.bench.micro.StageLedger;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.his.http.HttpExchange;
import org.medsettle.gateway.his.http.HttpStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the HIS door does with a settlement beside HTTP: JSON to fields, fields to command, reply to JSON. Threads: one. */
@SuppressWarnings("NullAway.Init") // the setup fills the fields before the first operation
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HisStageBenchmark {
    private static final int BODY_BYTES_MAX = 262_144;

    private final HisRequest request = new HisRequest(BODY_BYTES_MAX);
    private final HisJsonDecoder json = new HisJsonDecoder(BODY_BYTES_MAX);
    private final HisRequestDecoder decoder = new HisRequestDecoder(RequestAuthenticator.ALLOW_ALL, request);
    private final HisReplyEncoder encoder = new HisReplyEncoder(HisDialects.none());
    private final PendingRequest pending = new PendingRequest(0);
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.MAX_BODY_BYTES));
    private final ByteBuf answer = Unpooled.directBuffer(8_192);
    private byte[] body;
    private Reply reply;

    private StageRequest head;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        head = new StageRequest();
        body = head.body();
        pending.begin(new NoExchange(), StageLedger.NOW_MS, 0);
        if (decode() != ResultCode.OK) {
            throw new IllegalStateException("the door refuses what the client wrote: " + decoder.blamed());
        }
        pending.means(decoder.transaction(), decoder.area());
        reply = new StageLedger().apply(command);
    }

    /** JSON to fields. */
    @Benchmark
    public ResultCode readJson() {
        return json.decode(body, body.length, request);
    }

    /** The whole decoding: JSON to fields, fields to a sealed command. */
    @Benchmark
    public ResultCode decode() {
        ResultCode code = json.decode(body, body.length, request);
        return code == ResultCode.OK ? decoder.decode(head, "", request, command) : code;
    }

    /** Reply to JSON, and that into the answer's buffer. */
    @Benchmark
    public int encode() {
        encoder.encodeReply(pending, reply, StageLedger.NOW_MS);
        answer.clear();
        encoder.copyTo(answer);
        return answer.writerIndex();
    }

    /** An exchange that nobody waits for. */
    private static final class NoExchange implements HttpExchange {
        private final ConnectionBudget budget = new ConnectionBudget();

        @Override
        public ConnectionBudget budget() {
            return budget;
        }

        @Override
        public ByteBuf newContent(int bytes) {
            return Unpooled.EMPTY_BUFFER;
        }

        @Override
        public void answer(HttpStatus status, ByteBuf content) {}

        @Override
        public boolean isGone() {
            return false;
        }
    }
}
