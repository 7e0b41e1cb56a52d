package org.medsettle.gateway.his;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.admission.RateLimit;
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

/**
 * What the HIS door does for each request beside its work, alone: asks whether the sender may have one more, counts what became of
 * it, and measures how long it took.
 *
 * <p>Threads: one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BesideBenchmark {
    private static final RateLimit NEVER_REACHED = RateLimit.of(1_000_000_000, 1_000_000);
    private static final long WORD_1 = 0x3130303031304850L;
    private static final long WORD_2 = 0x31303031L;

    private final Admission limited = new Admission();
    private final Admission unlimited = new Admission();
    private final ConnectionBudget budget = new ConnectionBudget();
    private final Command command = new Command();
    private final NodeMetrics metrics =
            new NodeMetrics(new HisLoopBenchmark.NoStatus(), HisLoopBenchmark.transactions(), List.of());
    private long durationNs;

    /** Gives both tables a row of the sender and two hundred others. */
    @Setup(Level.Trial)
    public void fill() {
        command.reserve(Long.BYTES);
        command.set(CommandType.SETTLE, Long.BYTES);
        limited.limit(NEVER_REACHED, NEVER_REACHED);
        for (int i = 0; i <= 200; i++) {
            limited.answered(Admission.NOBODY, WORD_1, WORD_2 + i, ResultCode.OK);
            unlimited.answered(Admission.NOBODY, WORD_1, WORD_2 + i, ResultCode.OK);
        }
    }

    /** Finds the sender, takes a token of the institution's and of the connection's bucket, counts the answer. */
    @Benchmark
    public ResultCode limits() {
        return pass(limited);
    }

    /** The same with no limit set: finds the sender and counts. */
    @Benchmark
    public ResultCode limitsOff() {
        return pass(unlimited);
    }

    private ResultCode pass(Admission admission) {
        int sender = admission.find(WORD_1, WORD_2);
        ResultCode code = admission.admit(sender, budget, command, System.nanoTime());
        admission.answered(sender, WORD_1, WORD_2, code);
        return code;
    }

    /** Counts a request by transaction and result, and its duration in a histogram. */
    @Benchmark
    public void metrics() {
        durationNs = (durationNs + 104_729) % 60_000_000;
        metrics.request(HisTransaction.PHARMACY_SETTLE.ordinal(), ResultCode.OK, durationNs);
    }

    /** One force of the journal: its time and its records, each in a histogram. */
    @Benchmark
    public void metricsOfAForce() {
        durationNs = (durationNs + 104_729) % 60_000_000;
        metrics.journalSynced(durationNs, 16);
    }
}
