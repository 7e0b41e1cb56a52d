package org.medsettle.bench.micro;

import java.util.concurrent.TimeUnit;
import org.medsettle.bench.load.SettleScript;
import org.medsettle.command.Command;
import org.medsettle.command.SettleBody;
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

/** What a door pays for a command beside parsing: sealing its digest, and the copy into the ring's slot. Threads: one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CommandBenchmark {
    private static final long START_MS = 1_790_000_000_000L;

    @Param({"0", "3"})
    public int lines;

    private final Command command = new Command();
    private final Command slot = new Command();
    private final SettleBody body = new SettleBody();
    private int end;

    @Setup(Level.Trial)
    public void fill() {
        new SettleScript(1, 1, lines, START_MS, 1).fill(command, 0);
        body.wrap(command.body(), 0);
        end = command.length();
    }

    @Benchmark
    public int copyIntoSlot() {
        slot.copyFrom(command);
        return slot.length();
    }

    @Benchmark
    public long seal() {
        body.finish(lines, end);
        return body.bodyDigest();
    }
}
