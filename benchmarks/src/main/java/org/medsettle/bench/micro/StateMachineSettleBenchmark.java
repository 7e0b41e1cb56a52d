package org.medsettle.bench.micro;

import java.util.concurrent.TimeUnit;
import org.medsettle.bench.load.Mix;
import org.medsettle.bench.load.SettleScript;
import org.medsettle.bench.load.SyntheticPopulation;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;
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
 * One settlement by card, as the state machine applies it: 5 % repeats and 1 % listed cards among a million persons in
 * random order. Includes copying the body out of the script (some 10 ns), as the ring would.
 *
 * <p>Every invocation adds {@value #SETTLEMENTS} settlements, so iterations are single shots: the memory a fork takes is
 * bounded by their count. Threads: one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:MaxDirectMemorySize=6g"})
public class StateMachineSettleBenchmark {
    static final int SETTLEMENTS = 100_000;
    private static final int INSTITUTIONS = 5_000;
    private static final long START_MS = 1_790_000_000_000L;
    private static final long OFF_HEAP_BYTES = 5L << 30;

    /** Off-heap tables and Chronicle Map, or plain maps. */
    @Param({"real", "heap"})
    public String stores = "real";

    @Param("1000000")
    public int persons;

    @Param({"0", "3"})
    public int lines;

    private final Command command = new Command();
    private final Reply reply = new Reply();
    private final Mix mix = new Mix(0, 0.05, 1);
    private LedgerStores ledger = HeapStores.create();
    private SettlementStateMachine machine = new SettlementStateMachine(ledger);
    private SettleScript script = new SettleScript(1, 1, 0, START_MS, 1);
    private long sequence;

    @Setup(Level.Trial)
    public void fill() {
        ledger = "heap".equals(stores)
                ? HeapStores.create()
                : RealStores.create(StoreConfig.of(persons, OFF_HEAP_BYTES));
        machine = new SettlementStateMachine(ledger);
        script = new SettleScript(persons, INSTITUTIONS, lines, START_MS, 1);
        SyntheticPopulation population = new SyntheticPopulation();
        for (int i = 0; i < INSTITUTIONS; i++) {
            population.institution(command, i);
            apply();
        }
        for (int i = 0; i < persons; i++) {
            population.person(command, i);
            apply();
            population.card(command, i);
            apply();
            if (SyntheticPopulation.isListed(i)) {
                population.listing(command, i);
                apply();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(SETTLEMENTS)
    public long settle() {
        for (int i = 0; i < SETTLEMENTS; i++) {
            script.fill(command, mix.next());
            apply();
        }
        return machine.digest();
    }

    private void apply() {
        sequence++;
        machine.apply(command, sequence, START_MS + (sequence >> 10), reply);
    }

    @TearDown(Level.Trial)
    public void close() {
        ledger.close();
    }
}
