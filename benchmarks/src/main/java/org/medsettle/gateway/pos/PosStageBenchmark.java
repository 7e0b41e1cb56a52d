package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.medsettle.bench.micro.StageLedger;
import org.medsettle.bench.open.LoadRequest;
import org.medsettle.bench.workload.Workload;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;
import org.medsettle.gateway.pos.codec.FieldTable;
import org.medsettle.gateway.pos.codec.IsoDecoder;
import org.medsettle.gateway.pos.codec.IsoOutcome;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.TerminalKeys;
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

/** What the POS door does with a purchase beside sockets: frame to fields, fields to command, reply to frame. Threads: one. */
@SuppressWarnings("NullAway.Init") // the setup fills the fields before the first operation
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PosStageBenchmark {
    private static final PosListener LISTENER =
            new PosListener(FieldTable.ISO87B, 0, 64, 41, false, false, false, false);

    private final MacRules macs = new MacRules();
    private final PosRequestDecoder decoder = new PosRequestDecoder(TerminalKeys.NONE, PinVerifier.NONE, macs);
    private final PosReplyEncoder encoder = new PosReplyEncoder(TerminalKeys.NONE, macs, "00000000");
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.INLINE_BYTES));
    private final PendingMessage pending = new PendingMessage(0);
    private ByteBuf frame;
    private int frameBytes;
    private Reply reply;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        org.medsettle.bench.pos.PosDoor client = new org.medsettle.bench.pos.PosDoor(
                Workload.parse("stage", "care = 41:1:10.00"), StageLedger.population(), 1, 1);
        frame = Unpooled.directBuffer();
        LoadRequest place = client.newRequest();
        client.write(frame, place);
        frameBytes = frame.readableBytes() - 2;
        PosLoop loop = new PosLoop(
                new NoLink(),
                new Admission(),
                () -> StageLedger.NOW_MS,
                PosMetrics.NONE,
                new PosLimits(1, 1, 1, 1, 1, 1),
                PosSecurity.NONE,
                "00000000");
        pending.begin(new PosConnection(loop, LISTENER), 0);
        if (decode() != ResultCode.OK) {
            throw new IllegalStateException("the door refuses what the client wrote");
        }
        reply = new StageLedger().apply(command);
    }

    /** Frame to fields. */
    @Benchmark
    public IsoOutcome readFields() {
        pending.take(frame, 2, frameBytes);
        return IsoDecoder.decode(LISTENER.table(), pending.frame(), 0, pending.frameBytes(), pending.message());
    }

    /** The whole decoding: frame to fields, fields to a sealed command. */
    @Benchmark
    public ResultCode decode() {
        IsoOutcome outcome = readFields();
        return outcome == IsoOutcome.WHOLE ? decoder.decode(pending, command) : ResultCode.MALFORMED;
    }

    /** Reply to a frame of its own. */
    @Benchmark
    public int encode() {
        encoder.encodeReply(pending, reply);
        return encoder.length();
    }

    /** A way to the engine that nobody takes. */
    private static final class NoLink implements CommandLink {
        @Override
        public int openLane(Executor eventLoop, ReplyListener listener) {
            return 0;
        }

        @Override
        public ResultCode offer(Command offered) {
            return ResultCode.BUSY;
        }
    }
}
