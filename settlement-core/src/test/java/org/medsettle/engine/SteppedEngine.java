package org.medsettle.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SupplyState;
import org.medsettle.snapshot.Frame;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.state.SettlementStateMachine;

/**
 * One node's pipeline without threads: the engine's own handlers walk the engine's own ring, each as far as it is told to.
 * A stage's sequence moves on behind a whole batch only, as the ring's processor moves it, and the gate goes no farther
 * than the slower of the two stages before it.
 *
 * <p>Threads: one. Failure: a stage that fails closes the ring and throws what {@link FatalErrorHandler} answers;
 * {@link RecoveryRefusedException} from the constructor.
 */
@ThreadConfined(Threads.CALLER)
public final class SteppedEngine {
    private final RingBuffer<Slot> ring;
    private final IngressPublisher ingress;
    private final HaltingExceptionHandler halting;
    private final SettlementStateMachine machine;
    private final LedgerRecovery.Recovered recovery;
    private final Watch watch;
    private final Stage journal;
    private final Stage state;
    private final Stage gate;
    private final Reply answer = new Reply();
    private final EngineParts parts;
    private final Set<Long> badSnapshots;
    private @Nullable SnapshotRun snapshot;

    /** Recovers the ledger as {@link Engine#open} does. */
    public SteppedEngine(EngineConfig config, EngineParts parts, Watch watch) {
        this.parts = parts;
        this.watch = watch;
        SnapshotParts snapshots = parts.snapshots();
        recovery = new LedgerRecovery(parts.stores(), parts.progress())
                .recover(snapshots == null ? null : snapshots.files(), new WatchedLog(parts.log(), watch));
        machine = recovery.machine();
        badSnapshots = new HashSet<>(recovery.passedOver());

        ring = RingBuffer.createMultiProducer(Slot.factory(), config.ringSlots());
        ingress = new IngressPublisher(ring, parts.clock(), config.reservedSlots(), () -> {});
        halting = new HaltingExceptionHandler(parts.fatal(), ingress);
        journal = new Stage(new JournalHandler(
                parts.log(),
                new Stamp(machine.sequence(), machine.journalledTimeMs()),
                new StageProgress(() -> {}),
                new StageProgress(() -> {})));
        state = new Stage(new StateMachineHandler(
                ring,
                machine,
                new Stamp(machine.sequence(), machine.journalledTimeMs()),
                ingress,
                new EngineCounters(),
                () -> snapshot == null ? null : snapshot.exchange(),
                new StageProgress(() -> {})));
        gate = new Stage(new ReplyGate(parts.replies(), ingress));
        ring.addGatingSequences(gate.sequence);
    }

    /** As {@link Engine#offer}. */
    public ResultCode offer(Command command) {
        return ingress.offer(command);
    }

    /** Slots published so far, vacant ones included. */
    public long published() {
        return ring.getCursor() + 1;
    }

    /** Slots whose replies have left so far. */
    public long released() {
        return gate.sequence.get() + 1;
    }

    /** The command in a slot that has been published and not yet released. */
    public Command published(long number) {
        return ring.get(number - 1).command;
    }

    /** Lets the journal stage take at most so many commands as one batch; answers how many it took. */
    public int stepJournal(int atMost) {
        return journal.step(ring.getCursor(), atMost);
    }

    /** Lets the state machine take at most so many commands as one batch; answers how many it took. */
    public int stepState(int atMost) {
        return state.step(ring.getCursor(), atMost);
    }

    /** Lets the gate release at most so many replies that are decided and durable; answers how many it took. */
    public int stepGate(int atMost) {
        return gate.step(Math.min(journal.sequence.get(), state.sequence.get()), atMost);
    }

    /** As {@link #stepGate}, but without waiting for the journal: a bug to plant. */
    public int stepGateCarelessly(int atMost) {
        return gate.step(state.sequence.get(), atMost);
    }

    /** Begins a snapshot with these frames, when none is on its way; the frames are in use until it has ended. */
    public void beginSnapshot(List<Frame> frames, Frame last) throws IOException {
        SnapshotExchange exchange = new SnapshotExchange(frames, last);
        snapshot = new SnapshotRun(
                snapshots().files(),
                parts.log(),
                ingress,
                exchange,
                parts.clock().epochMs());
    }

    public boolean isTakingSnapshot() {
        return snapshot != null;
    }

    /** Moves the snapshot on its way on; answers it once it has its name. */
    public @Nullable SnapshotInfo stepSnapshot() throws IOException {
        SnapshotRun run = running();
        run.proceed();
        return run.info();
    }

    /** Lets go of what the snapshot that has got its name makes needless. */
    public void letGo() throws IOException {
        running().letGo(snapshots().config().keep(), badSnapshots);
    }

    /** Sequences of snapshots that are known not to be good. */
    public Set<Long> badSnapshots() {
        return Set.copyOf(badSnapshots);
    }

    /** Ends the snapshot on its way, whole or not. */
    public void endSnapshot() throws IOException {
        SnapshotRun run = running();
        snapshot = null;
        run.close();
    }

    private SnapshotRun running() {
        return Objects.requireNonNull(snapshot, "no snapshot is on its way");
    }

    private SnapshotParts snapshots() {
        return Objects.requireNonNull(parts.snapshots(), "this engine takes no snapshots");
    }

    /** Asks the machine itself; for questions that change nothing, while no stage is on its way. */
    public Reply ask(Command question, long timeMs) {
        answer.clear();
        machine.apply(question, machine.sequence(), timeMs, answer);
        return answer;
    }

    public LedgerRecovery.Recovered recovery() {
        return recovery;
    }

    public SettlementStateMachine machine() {
        return machine;
    }

    /** Is shown every command that is replayed, and the digest of the state behind every one that is applied. */
    public interface Watch {
        void onReplayed(long sequence, long timeMs, int type, ByteBuffer body, int length);

        /** The journal is going to be replayed from this sequence on. */
        void onReplay(long fromSequence);

        void onRecovered(RecoveryOutcome outcome);

        void onApplied(long sequence, long digest);
    }

    /** One handler and how far it has come. */
    private final class Stage {
        private final EventHandler<Slot> handler;
        private final Sequence sequence = new Sequence();

        Stage(EventHandler<Slot> handler) {
            this.handler = handler;
            handler.setSequenceCallback(sequence);
        }

        int step(long available, int atMost) {
            long first = sequence.get() + 1;
            long last = Math.min(available, sequence.get() + atMost);
            if (last < first) {
                return 0;
            }
            long at = first;
            try {
                handler.onBatchStart(last - first + 1, available - first + 1);
                for (; at <= last; at++) {
                    handler.onEvent(ring.get(at), at, at == last);
                    if (this == state) {
                        watch.onApplied(machine.sequence(), machine.digest());
                    }
                }
            } catch (Throwable cause) {
                halting.handleEventException(cause, at, ring.get(Math.min(at, last)));
            }
            sequence.set(last);
            return (int) (last - first + 1);
        }
    }

    /** The log, with everything replayed from it shown to the watch; only for recovery. */
    private record WatchedLog(CommandLog log, Watch watch) implements CommandLog {
        @Override
        public RecoveryOutcome replay(long fromSequence, LogPosition anchor, Applier applier) {
            watch.onReplay(fromSequence);
            RecoveryOutcome outcome =
                    log.replay(fromSequence, anchor, (sequence, timeMs, type, version, body, length) -> {
                        watch.onReplayed(sequence, timeMs, type, body, length);
                        applier.onCommand(sequence, timeMs, type, version, body, length);
                    });
            watch.onRecovered(outcome);
            return outcome;
        }

        @Override
        public void append(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long appendedSequence() {
            return log.appendedSequence();
        }

        @Override
        public long durableSequence() {
            return log.durableSequence();
        }

        @Override
        public SupplyState supplyState() {
            return log.supplyState();
        }

        @Override
        public void askPosition() {
            log.askPosition();
        }

        @Override
        public @Nullable LogPosition position() {
            return log.position();
        }

        @Override
        public void releaseBefore(long sequence) throws IOException {
            log.releaseBefore(sequence);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
