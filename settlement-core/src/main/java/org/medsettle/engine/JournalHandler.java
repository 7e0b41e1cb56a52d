package org.medsettle.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import org.medsettle.command.Command;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.journal.CommandLog;

/**
 * The journal stage: appends every journalled command and makes the whole ring batch durable with one force. Its ring
 * sequence moves on only after that force, which is what the reply gate waits for. Before the force it says how far it has
 * taken commands: the state machine decides those meanwhile, woken once for all of them and not by each.
 *
 * <p>Failure: a failed write or force throws and is final; the stage's sequence stays where it was.
 */
@ThreadConfined(Threads.JOURNAL)
final class JournalHandler implements EventHandler<Slot> {
    /** Version of all command bodies as the command room lays them out today. */
    static final int BODY_VERSION = 1;

    private final CommandLog log;
    private final Stamp stamp;
    private final StageProgress taken;
    private final StageProgress progress;

    JournalHandler(CommandLog log, Stamp stamp, StageProgress taken, StageProgress progress) {
        this.log = log;
        this.stamp = stamp;
        this.taken = taken;
        this.progress = progress;
    }

    @Override
    public void setSequenceCallback(Sequence own) {
        progress.attach(own);
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        if (!slot.isVacant()) {
            append(slot.command);
        }
        if (endOfBatch) {
            taken.passed(ringSequence);
            log.commit();
            progress.passed(ringSequence);
        }
    }

    private void append(Command command) {
        stamp.next(command);
        if (command.type().isJournalled()) {
            log.append(
                    stamp.sequence(),
                    stamp.timeMs(),
                    command.type().code(),
                    BODY_VERSION,
                    command.body(),
                    command.length());
        }
    }
}
