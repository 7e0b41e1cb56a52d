package org.medsettle.store.offheap;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * Memory outside the heap in one piece, which need not be a chunk's size, so that what lies in it is reached by one addition. It begins
 * where a huge page does, and is zeroed in steps: a thread that zeroes much at once holds up every safepoint meanwhile.
 *
 * <p>Threads: whoever likes zeroes a step; {@link #finish} belongs to the owner, as does what is in it then; {@link #free} to the one whom
 * the owner leaves it to, once. Units: bytes. The JVM's limit of direct memory does not count it, its {@link ChunkSupply} does.
 * The memory returns to the system when it is freed, or else when the collector finds the region unreachable.
 */
final class Region {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int HUGE_PAGE = 2 << 20;
    private static final int STEP = 1 << 20;

    private final long address;
    private final long bytes;
    private final int steps;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger zeroed = new AtomicInteger();
    private boolean isFinished;
    private final Cleaner.Cleanable memory;

    /** Memory with undefined contents. Fails with {@link OutOfMemoryError} where the system has none. */
    Region(long bytes) {
        long allocated = UnsafeApi.allocateMemory(bytes + HUGE_PAGE);
        this.memory = CLEANER.register(this, () -> UnsafeApi.freeMemory(allocated));
        this.address = BitUtil.align(allocated, HUGE_PAGE);
        this.bytes = bytes;
        this.steps = Math.toIntExact((bytes + STEP - 1) / STEP);
    }

    /** Zeroes a part that nobody has begun; answers false when there is none. */
    boolean zeroStep() {
        int step = begun.get();
        while (step < steps && !begun.compareAndSet(step, step + 1)) {
            step = begun.get();
        }
        if (step >= steps) {
            return false;
        }
        long from = (long) step * STEP;
        try {
            UnsafeApi.setMemory(address + from, Math.min(STEP, bytes - from), (byte) 0);
        } finally {
            Reference.reachabilityFence(this);
        }
        zeroed.incrementAndGet();
        return true;
    }

    /** Returns when all of it is zero, by this thread's help where it must be. */
    void finish() {
        while (zeroStep()) {
            Thread.onSpinWait();
        }
        awaitZeroed(steps);
        isFinished = true;
    }

    boolean isFinished() {
        return isFinished;
    }

    private void awaitZeroed(int expected) {
        while (zeroed.get() < expected) {
            Thread.onSpinWait();
        }
    }

    long address() {
        return address;
    }

    long bytes() {
        return bytes;
    }

    /** Gives the memory back, behind a step that another thread is at; nobody may read or write there afterwards. */
    void free() {
        awaitZeroed(begun.getAndSet(steps));
        memory.clean();
    }
}
