package org.medsettle.engine;

import com.lmax.disruptor.Sequence;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * How far a stage is, told to whoever sleeps behind it: the ring's processor moves a stage's sequence at the end of a batch
 * without waking anybody, so the stage moves it itself, to the same place, and wakes.
 *
 * <p>Threads: the stage's.
 */
@ThreadConfined(Threads.CALLER)
final class StageProgress {
    private final Runnable wakeUp;
    private Sequence own = new Sequence();

    StageProgress(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** The sequence the ring's processor knows the stage by. */
    void attach(Sequence sequence) {
        own = sequence;
    }

    Sequence sequence() {
        return own;
    }

    /** Everything up to {@code ringSequence} is done. */
    void passed(long ringSequence) {
        own.set(ringSequence);
        wakeUp.run();
    }
}
