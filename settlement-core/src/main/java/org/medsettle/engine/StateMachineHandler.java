package org.medsettle.engine;

import com.lmax.disruptor.DataProvider;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestMarkBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.SettlementStateMachine;

/**
 * The state-machine stage: applies each command and leaves its reply in the slot, beside the journal stage and without
 * waiting for it. Nothing of the reply leaves before the gate has let it.
 *
 * <p>Failure: a broken invariant throws; the stage's sequence stays where it was.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class StateMachineHandler implements EventHandler<Slot> {
    /** Fewer commands than this are not worth a pass of their own. */
    private static final int MIN_READ_AHEAD = 4;

    private final DataProvider<Slot> slots;
    private final SettlementStateMachine machine;
    private final Stamp stamp;
    private final IngressPublisher ingress;
    private final EngineCounters counters;
    private final Supplier<@Nullable SnapshotExchange> snapshots;
    private final StageProgress progress;
    private final Command mark = new Command();
    private final DigestMarkBody markBody = new DigestMarkBody();
    private boolean isMarkDue;
    private long inBatch;
    private long place;
    private long readTo;

    StateMachineHandler(
            DataProvider<Slot> slots,
            SettlementStateMachine machine,
            Stamp stamp,
            IngressPublisher ingress,
            EngineCounters counters,
            Supplier<@Nullable SnapshotExchange> snapshots,
            StageProgress progress) {
        this.slots = slots;
        this.machine = machine;
        this.stamp = stamp;
        this.ingress = ingress;
        this.counters = counters;
        this.snapshots = snapshots;
        this.progress = progress;
        markBody.wrap(mark.body(), 0);
        mark.set(CommandType.DIGEST_MARK, DigestMarkBody.BYTES).from(Engine.NO_LANE, 0);
    }

    @Override
    public void setSequenceCallback(Sequence own) {
        progress.attach(own);
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
        inBatch = batchSize;
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        if (place == readTo) {
            readAhead(ringSequence);
        }
        place++;
        if (!slot.isVacant()) {
            apply(slot.command, slot.reply);
        } else if (slot.isStep()) {
            snapshotStep();
        }
        if (endOfBatch) {
            place = 0;
            readTo = 0;
            counters.onApplied(machine);
            progress.passed(ringSequence);
        }
    }

    private void snapshotStep() {
        SnapshotExchange exchange = snapshots.get();
        if (exchange != null) {
            exchange.step(machine);
        }
    }

    /** Lets the machine read what the next commands of this batch need, while none of them waits for it alone. */
    private void readAhead(long ringSequence) {
        long more = Math.min(inBatch - place, SettlementStateMachine.READ_AHEAD_WIDTH);
        readTo += more;
        if (more < MIN_READ_AHEAD) {
            return;
        }
        for (long next = ringSequence; next < ringSequence + more; next++) {
            Slot slot = slots.get(next);
            if (!slot.isVacant()) {
                machine.expect(slot.command);
            }
        }
        machine.readAhead();
    }

    private void apply(Command command, Reply reply) {
        stamp.next(command);
        long timeMs = command.type().isJournalled() ? stamp.timeMs() : Math.max(stamp.timeMs(), command.timeMs());
        if (machine.apply(command, stamp.sequence(), timeMs, reply)) {
            markBody.set(machine.sequence(), machine.digest());
            isMarkDue = true;
        }
        if (isMarkDue) {
            // Offered, never waited for: a full ring is asked again at the next command.
            isMarkDue = ingress.offerReserved(mark) == ResultCode.BUSY;
        }
    }
}
