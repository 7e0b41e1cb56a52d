package org.medsettle.bench.micro;

import java.util.concurrent.TimeUnit;
import org.medsettle.bench.load.SettleScript;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SyncListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One command through the journal with the disk left out: record, checksum, and its share of the batch's chain and closing
 * record. Threads: one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalEncodeBenchmark {
    static final int BATCH = 256;
    private static final long START_MS = 1_790_000_000_000L;

    @Param({"0", "3"})
    public int lines;

    private final Command command = new Command();
    private final LocalJournal journal = LocalJournal.open(
            new DiscardingFiles(), JournalConfig.DEFAULT, new JournalId(1, 2), () -> START_MS, SyncListener.NONE);
    private long sequence;

    @Setup(Level.Trial)
    public void open() {
        new SettleScript(1, 1, lines, START_MS, 1).fill(command, 0);
        journal.replay(1, (replayed, timeMs, type, version, body, length) -> {});
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long appendAndCommit() {
        for (int i = 0; i < BATCH; i++) {
            journal.append(++sequence, START_MS, CommandType.SETTLE.code(), 1, command.body(), command.length());
        }
        journal.commit();
        return journal.durableSequence();
    }

    @TearDown(Level.Trial)
    public void close() {
        journal.close();
    }
}
