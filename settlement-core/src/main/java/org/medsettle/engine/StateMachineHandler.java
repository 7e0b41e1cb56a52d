package org.medsettle.engine;

import com.lmax.disruptor.EventHandler;
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
    private final SettlementStateMachine machine;
    private final Stamp stamp;
    private final IngressPublisher ingress;
    private final EngineCounters counters;
    private final Command mark = new Command();
    private final DigestMarkBody markBody = new DigestMarkBody();
    private boolean isMarkDue;

    StateMachineHandler(
            SettlementStateMachine machine, Stamp stamp, IngressPublisher ingress, EngineCounters counters) {
        this.machine = machine;
        this.stamp = stamp;
        this.ingress = ingress;
        this.counters = counters;
        markBody.wrap(mark.body(), 0);
        mark.set(CommandType.DIGEST_MARK, DigestMarkBody.BYTES).from(Engine.NO_LANE, 0);
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        if (!slot.isVacant()) {
            apply(slot.command, slot.reply);
        }
        if (endOfBatch) {
            counters.onApplied(machine);
        }
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
