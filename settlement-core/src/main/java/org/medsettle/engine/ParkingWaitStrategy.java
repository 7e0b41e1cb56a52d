package org.medsettle.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * A stage sleeps until what it waits for is there: the journal until somebody publishes a command, the state machine until
 * the journal has taken it, the reply gate until the slower of those two has passed it. The library's blocking strategy
 * wakes the gate with the command and lets it spin from then on: it would burn a core for as long as the disk takes to
 * force, beside the very stages it waits for.
 *
 * <p>Threads: stages wait; publishers wake through the ring, stages through {@link #onPassed}. A wait allocates nothing after a
 * thread's first. Invariant: no wake-up is lost, since a stage says what it waits for before it looks again, and whoever
 * moves a sequence moves it before looking who waits.
 */
@ThreadSafe
final class ParkingWaitStrategy implements WaitStrategy {
    private static final int SPINS = 50;

    private volatile Sleeper[] sleepers = {};

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence before, SequenceBarrier barrier)
            throws AlertException {
        for (int spins = SPINS; spins > 0 && before.get() < sequence; spins--) {
            barrier.checkAlert();
            Thread.onSpinWait();
        }
        if (before.get() < sequence) {
            ofThisThread().sleepUntil(sequence, before, barrier);
        }
        return before.get();
    }

    /** Called behind a publication, whose claim of a place was a full fence, and behind an alert. */
    @Override
    public void signalAllWhenBlocking() {
        for (Sleeper sleeper : sleepers) {
            sleeper.wakeIfDue();
        }
    }

    /** A stage has moved its sequence: whoever waits for that need wait no longer. */
    void onPassed() {
        VarHandle.fullFence();
        signalAllWhenBlocking();
    }

    private Sleeper ofThisThread() {
        for (Sleeper sleeper : sleepers) {
            if (sleeper.thread == Thread.currentThread()) {
                return sleeper;
            }
        }
        return add(new Sleeper(Thread.currentThread()));
    }

    private synchronized Sleeper add(Sleeper sleeper) {
        Sleeper[] more = Arrays.copyOf(sleepers, sleepers.length + 1);
        more[sleepers.length] = sleeper;
        sleepers = more;
        return sleeper;
    }

    /** One stage's thread, and what it waits for while it sleeps. */
    private static final class Sleeper {
        private static final long NOTHING = Long.MAX_VALUE;

        private final Thread thread;
        private final AtomicLong wanted = new AtomicLong(NOTHING);
        private volatile Sequence moving = new Sequence();
        private volatile @Nullable SequenceBarrier alerts;

        Sleeper(Thread thread) {
            this.thread = thread;
        }

        void sleepUntil(long sequence, Sequence awaited, SequenceBarrier barrier) throws AlertException {
            moving = awaited;
            alerts = barrier;
            try {
                while (true) {
                    wanted.set(sequence);
                    VarHandle.fullFence();
                    if (awaited.get() >= sequence) {
                        return;
                    }
                    barrier.checkAlert();
                    LockSupport.park(this);
                }
            } finally {
                wanted.set(NOTHING);
            }
        }

        void wakeIfDue() {
            long sequence = wanted.get();
            if (sequence != NOTHING && isDue(sequence) && wanted.compareAndSet(sequence, NOTHING)) {
                LockSupport.unpark(thread);
            }
        }

        private boolean isDue(long sequence) {
            SequenceBarrier halted = alerts;
            return moving.get() >= sequence || (halted != null && halted.isAlerted());
        }
    }
}
