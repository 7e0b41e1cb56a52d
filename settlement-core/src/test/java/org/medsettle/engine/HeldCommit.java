package org.medsettle.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A force that takes as long as a test wants: passes until {@link #hold}, then waits for {@link #release}. */
final class HeldCommit implements Runnable {
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean holding;
    private volatile boolean reached;

    @Override
    public void run() {
        if (!holding) {
            return;
        }
        reached = true;
        try {
            if (!released.await(Await.DEADLINE_NS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("the force was never released");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void hold() {
        holding = true;
    }

    boolean isReached() {
        return reached;
    }

    void release() {
        holding = false;
        released.countDown();
    }
}
