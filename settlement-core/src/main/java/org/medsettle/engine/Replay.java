package org.medsettle.engine;

import java.nio.ByteBuffer;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.state.SettlementStateMachine;

/**
 * Applies the journal's commands again, exactly as they were applied first. Digests journalled on the way must be the ones
 * the replay comes to.
 *
 * <p>Threads: the caller's, before the stages start. Failure: {@link RecoveryRefusedException} names the sequence.
 */
@ThreadConfined(Threads.CALLER)
public final class Replay implements CommandLog.Applier {
    private final SettlementStateMachine machine;
    private final Command command = new Command();
    private final Reply reply = new Reply();
    private long lastTimeMs;

    public Replay(SettlementStateMachine machine) {
        this.machine = machine;
    }

    /** Replays the whole log and answers what recovery found; a damaged log is refused. */
    public RecoveryOutcome run(CommandLog log) {
        RecoveryOutcome outcome = log.replay(1, this);
        if (outcome instanceof RecoveryOutcome.Corrupt corrupt) {
            throw new RecoveryRefusedException(corrupt.describe());
        }
        return outcome;
    }

    @Override
    public void onCommand(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
        CommandType commandType = CommandType.of(type);
        if (commandType == null || !commandType.isJournalled() || version != JournalHandler.BODY_VERSION) {
            throw new RecoveryRefusedException("the command with sequence " + sequence + " has type " + type
                    + " and version " + version + ", which this version of Medsettle does not know");
        }
        command.reserve(length).put(0, body, 0, length);
        command.set(commandType, length).from(Engine.NO_LANE, 0);
        try {
            machine.apply(command, sequence, timeMs, reply);
        } catch (InvariantViolation | IllegalStateException broken) {
            throw new RecoveryRefusedException("replay broke at sequence " + sequence + ": " + broken.getMessage());
        }
        lastTimeMs = timeMs;
    }

    /** Time of the last replayed command, 0 for none. */
    public long lastTimeMs() {
        return lastTimeMs;
    }
}
