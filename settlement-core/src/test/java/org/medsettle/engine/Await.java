package org.medsettle.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions with a deadline. Threads: any. */
final class Await {
    private static final long LOOK_AGAIN_NS = 50_000;
    static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    private Await() {}

    /** Returns once {@code condition} holds; fails when it does not within the deadline. */
    static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NS) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }
}
