package org.medsettle.gateway.fault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.common.ThreadSafe;

/** Waits for a condition of another process, with a deadline. Threads: stateless. */
@ThreadSafe
final class Await {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = 20_000_000;

    private Await() {}

    /** What may be true, at the price of asking somebody. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
