package org.medsettle.engine;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.ThreadSafe;
import org.medsettle.common.Threads;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * One node's pipeline: recovers the ledger from the command log, then runs the stages of the ring. No reply leaves before
 * min(applied, durable) has reached its sequence; see {@link ReplyGate}.
 *
 * <p>Threads: {@link #offer} and the figures from any thread; {@link #close} once. Failure: a stage that fails fences the
 * engine and calls the {@link FatalErrorHandler}; {@link RecoveryRefusedException} from {@link #open}.
 */
@ThreadSafe
public final class Engine implements AutoCloseable {
    /** Lane of a command that nobody waits for. */
    public static final int NO_LANE = -1;

    private static final long DRAIN_POLL_NS = 100_000;
    private static final long HALT_AGAIN_MS = 20;

    private final RingBuffer<Slot> ring;
    private final IngressPublisher ingress;
    private final CommandLog log;
    private final LedgerStores stores;
    private final LedgerRecovery.Recovered recovery;
    private final @Nullable SnapshotTaker snapshots;
    private final EngineCounters counters = new EngineCounters();
    private final List<BatchEventProcessor<Slot>> stages;
    private final List<Thread> threads;

    private Engine(EngineConfig config, EngineParts parts) {
        log = parts.log();
        recovery = recover(parts);
        SettlementStateMachine machine = recovery.machine();
        stores = machine.stores();
        counters.onApplied(machine);

        WaitStrategy waiting = waitStrategy(config.waiting());
        Runnable passed = waiting instanceof ParkingWaitStrategy parking ? parking::onPassed : () -> {};
        ring = RingBuffer.createMultiProducer(Slot.factory(), config.ringSlots(), waiting);
        ingress = new IngressPublisher(ring, parts.clock(), config.reservedSlots(), stores.memory());
        snapshots = parts.snapshots() == null
                ? null
                : new SnapshotTaker(parts.snapshots(), log, ingress, parts.clock(), recovery.passedOver());
        HaltingExceptionHandler halting = new HaltingExceptionHandler(parts.fatal(), ingress);

        // 1 published: doors put commands on the ring, stamped with their time
        // 2 journal, group commit  ||  3 state machine: decides, while the disk forces, what the journal has taken
        StageProgress taken = new StageProgress(passed);
        var journal = stage(
                config,
                ring.newBarrier(),
                halting,
                new JournalHandler(
                        log,
                        new Stamp(machine.sequence(), machine.journalledTimeMs()),
                        taken,
                        new StageProgress(passed)));
        var state = stage(
                config,
                ring.newBarrier(taken.sequence()),
                halting,
                new StateMachineHandler(
                        ring,
                        machine,
                        new Stamp(machine.sequence(), machine.journalledTimeMs()),
                        ingress,
                        counters,
                        snapshots == null ? () -> null : snapshots::current,
                        new StageProgress(passed)));
        // 4 reply gate: behind both
        SequenceBarrier decidedAndDurable = ring.newBarrier(journal.getSequence(), state.getSequence());
        var gate = stage(config, decidedAndDurable, halting, new ReplyGate(parts.replies(), ingress));
        // 5 a slot is free again when its reply has left
        ring.addGatingSequences(gate.getSequence());

        stages = List.of(journal, state, gate);
        threads = List.of(
                new Thread(journal, Threads.JOURNAL),
                new Thread(state, Threads.STATE_MACHINE),
                new Thread(gate, Threads.REPLY_GATE));
    }

    private static LedgerRecovery.Recovered recover(EngineParts parts) {
        SnapshotParts snapshots = parts.snapshots();
        LedgerRecovery.Recovered recovered = new LedgerRecovery(parts.stores(), parts.progress())
                .recover(snapshots == null ? null : snapshots.files(), parts.log());
        if (snapshots != null && recovered.snapshot() != null) {
            SnapshotInfo info = recovered.snapshot();
            snapshots.counters().onTaken(new SnapshotCounters.Taken(info, info.timeMs(), 0));
        }
        return recovered;
    }

    /** Recovers the ledger and starts the stages. The engine it answers owns stores and log; a refusal leaves the log. */
    public static Engine open(EngineConfig config, EngineParts parts) {
        Engine engine = new Engine(config, parts);
        engine.threads.forEach(Thread::start);
        if (engine.snapshots != null) {
            engine.snapshots.start();
        }
        return engine;
    }

    /** As {@link #open(EngineConfig, EngineParts)}, without snapshots. */
    public static Engine open(
            EngineConfig config,
            LedgerStores stores,
            CommandLog log,
            EpochClock clock,
            ReplyPort replies,
            FatalErrorHandler fatal) {
        return open(config, new EngineParts(() -> stores, log, null, clock, replies, fatal, sequence -> {}));
    }

    /**
     * Takes a snapshot of the whole state while everything goes on. The answer comes when it is whole and named, or fails
     * with what was in the way. Failure: {@link IllegalStateException} in an engine without snapshots.
     */
    public CompletableFuture<SnapshotInfo> snapshot() {
        if (snapshots == null) {
            throw new IllegalStateException("this engine takes no snapshots");
        }
        return snapshots.request();
    }

    private BatchEventProcessor<Slot> stage(
            EngineConfig config, SequenceBarrier barrier, HaltingExceptionHandler halting, EventHandler<Slot> handler) {
        BatchEventProcessor<Slot> stage = new BatchEventProcessorBuilder()
                .setMaxBatchSize(config.maxBatch())
                .build(ring, barrier, handler);
        stage.setExceptionHandler(halting);
        return stage;
    }

    private static WaitStrategy waitStrategy(EngineConfig.Wait waiting) {
        return switch (waiting) {
            case BLOCKING -> new ParkingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
        };
    }

    /** Puts a copy of the command on the ring: OK, BUSY, DRAINING or FENCED, at once. */
    public ResultCode offer(Command command) {
        return ingress.offer(command);
    }

    /**
     * While the disk is nearly full, new money is answered FENCED at once ({@code CommandType.isRefusedWhenSpaceIsShort});
     * what was accepted before still takes effect. Any thread.
     */
    public void spaceShort(boolean isShort) {
        ingress.spaceShort(isShort);
    }

    /** Offers refused for want of space so far. */
    public long refusedForSpace() {
        return ingress.refusedForSpace();
    }

    /** Answers new offers DRAINING and waits until every accepted command has been answered, at most {@code timeoutNs}. */
    public boolean drain(long timeoutNs) {
        ingress.close(ResultCode.DRAINING);
        long deadline = System.nanoTime() + timeoutNs;
        while (ring.remainingCapacity() < ring.getBufferSize()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(DRAIN_POLL_NS);
        }
        return true;
    }

    /** Stops the stages, closes the log and lets the stores go. Call {@link #drain} first, or lose unanswered commands. */
    @Override
    public void close() {
        ingress.close(ResultCode.DRAINING);
        if (snapshots != null) {
            snapshots.close();
        }
        stages.forEach(BatchEventProcessor::halt);
        joinStages();
        try {
            log.close();
        } finally {
            stores.close();
        }
    }

    /**
     * Waits however often it is interrupted: a stage that still ran would reach into stores that are let go. A stage that
     * is only just starting clears the halt it was given, so it is told until it has ended.
     */
    private void joinStages() {
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); i++) {
            while (threads.get(i).isAlive()) {
                stages.get(i).halt();
                try {
                    threads.get(i).join(HALT_AGAIN_MS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What reading the journal found at the start. */
    public RecoveryOutcome recovery() {
        return recovery.journal();
    }

    /** The snapshot the ledger was started from; null when it was replayed from the beginning. */
    public @Nullable SnapshotInfo startedFrom() {
        return recovery.snapshot();
    }

    public EngineCounters counters() {
        return counters;
    }

    public CommandLog log() {
        return log;
    }

    public int ringSlots() {
        return ring.getBufferSize();
    }

    public long ringUsed() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /** Offers answered BUSY so far since the ring was full. */
    public long busyAnswers() {
        return ingress.refused();
    }
}
