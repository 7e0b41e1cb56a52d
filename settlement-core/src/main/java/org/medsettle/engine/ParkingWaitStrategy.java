package org.medsettle.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.common.ThreadSafe;

/**
 * Waits for commands on a lock, and for the stages before this one in short parks. The library's blocking strategy spins
 * for those stages: the reply gate would burn a core for as long as the disk takes to force, beside the very stages it
 * waits for.
 *
 * <p>Threads: stages wait, publishers signal; the flag spares a publisher the lock while nobody sleeps. Invariant: a stage
 * sets the flag before it looks at the cursor, a publisher moves the cursor before it looks at the flag, so no wake-up is
 * lost.
 */
@ThreadSafe
final class ParkingWaitStrategy implements WaitStrategy {
    private static final int SPINS = 50;
    private static final long PARK_NS = 10_000;

    private final Object lock = new Object();
    private final AtomicBoolean someoneSleeps = new AtomicBoolean();

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence before, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        if (cursor.get() < sequence) {
            sleepUntil(sequence, cursor, barrier);
        }
        int spins = SPINS;
        long available = before.get();
        while (available < sequence) {
            barrier.checkAlert();
            if (spins > 0) {
                spins--;
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, PARK_NS);
            }
            available = before.get();
        }
        return available;
    }

    private void sleepUntil(long sequence, Sequence cursor, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        synchronized (lock) {
            someoneSleeps.set(true);
            while (cursor.get() < sequence) {
                barrier.checkAlert();
                lock.wait();
                someoneSleeps.set(true);
            }
        }
    }

    @Override
    public void signalAllWhenBlocking() {
        if (someoneSleeps.get() && someoneSleeps.getAndSet(false)) {
            synchronized (lock) {
                lock.notifyAll();
            }
        }
    }
}
