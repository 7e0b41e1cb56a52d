package org.medsettle.engine;

import org.medsettle.command.Command;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Gives the commands of the ring their sequence and time: journalled ones take dense sequences, and time never goes back.
 * Journal stage and state machine each walk the same ring with a stamp of their own and come to the same numbers, so
 * neither waits for the other.
 *
 * <p>Units: epoch milliseconds. Invariant: the clock was read once, when the command was published.
 */
@ThreadConfined(Threads.CALLER)
final class Stamp {
    private long sequence;
    private long timeMs;

    /** Continues behind the last recovered command. */
    Stamp(long lastSequence, long lastTimeMs) {
        sequence = lastSequence;
        timeMs = lastTimeMs;
    }

    /** Steps to the next command of the ring. */
    void next(Command command) {
        if (command.type().isJournalled()) {
            sequence++;
            timeMs = Math.max(timeMs, command.timeMs());
        }
    }

    /** Sequence of the last journalled command. */
    long sequence() {
        return sequence;
    }

    /** Time of the last journalled command. */
    long timeMs() {
        return timeMs;
    }
}
