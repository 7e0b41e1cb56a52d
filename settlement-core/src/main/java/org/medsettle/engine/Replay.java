package org.medsettle.engine;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.state.SettlementStateMachine;

/**
 * Applies the journal's commands again, exactly as they were applied first. Digests journalled on the way must be the ones
 * the replay comes to. As on the ring, the machine reads ahead what the next commands need.
 *
 * <p>Threads: the caller's, before the stages start. Failure: {@link RecoveryRefusedException} names the sequence.
 */
@ThreadConfined(Threads.CALLER)
public final class Replay implements CommandLog.Applier {
    private static final int PROGRESS_EVERY = 1 << 16;

    private final SettlementStateMachine machine;
    private final LongConsumer progress;
    private final Command[] waiting = new Command[SettlementStateMachine.READ_AHEAD_WIDTH];
    private final long[] timesMs = new long[waiting.length];
    private final Reply reply = new Reply();
    private int count;

    public Replay(SettlementStateMachine machine) {
        this(machine, sequence -> {});
    }

    /** @param progress is told how far the replay is, now and then */
    public Replay(SettlementStateMachine machine, LongConsumer progress) {
        this.machine = machine;
        this.progress = progress;
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new Command();
        }
    }

    /** Replays what the machine has not seen yet and answers what recovery found; a damaged log is refused. */
    public RecoveryOutcome run(CommandLog log, LogPosition anchor) {
        RecoveryOutcome outcome = log.replay(machine.sequence() + 1, anchor, this);
        if (outcome instanceof RecoveryOutcome.Corrupt corrupt) {
            throw new RecoveryRefusedException(corrupt.describe());
        }
        applyWaiting();
        return outcome;
    }

    @Override
    public void onCommand(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
        CommandType commandType = CommandType.of(type);
        if (commandType == null || !commandType.isJournalled() || version != JournalHandler.BODY_VERSION) {
            throw new RecoveryRefusedException("the command with sequence " + sequence + " has type " + type
                    + " and version " + version + ", which this version of Medsettle does not know");
        }
        Command command = waiting[count];
        command.reserve(length).put(0, body, 0, length);
        command.set(commandType, length).from(Engine.NO_LANE, 0);
        timesMs[count++] = timeMs;
        if (count == waiting.length) {
            applyWaiting();
        }
    }

    /** Applies what has been taken in; an offline reader calls it after the last command. */
    public void applyWaiting() {
        for (int i = 0; i < count; i++) {
            machine.expect(waiting[i]);
        }
        machine.readAhead();
        for (int i = 0; i < count; i++) {
            long sequence = machine.sequence() + 1;
            try {
                machine.apply(waiting[i], sequence, timesMs[i], reply);
            } catch (MemoryExhaustedException tooSmall) {
                throw tooSmall;
            } catch (InvariantViolation | IllegalStateException broken) {
                throw new RecoveryRefusedException("replay broke at sequence " + sequence + ": " + broken.getMessage());
            }
            if (sequence % PROGRESS_EVERY == 0) {
                progress.accept(sequence);
            }
        }
        count = 0;
    }
}
