package org.medsettle.store.chronicle;

import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.map.ChronicleMap;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.Invariant.InvariantViolation;

/**
 * Hands out all-zero entries of the map of accounts, by address, in the order of their keys 0, 1, 2 ... A thread of its own
 * ({@link #PREPARER}) puts some thousand ahead, since the map takes a microsecond for each and memory that was never touched
 * more. An owner who finds none ready waits for the batch that is being put, or puts one itself.
 *
 * <p>Threads: {@link #take} belongs to the owner of the store. Invariant: the entry that is taken as the n-th has the key n - 1; no
 * more than {@code maxEntries} are put. Under the monitor one thread at a time puts entries, and none after {@link #close}. Failure: what
 * the map throws ends the supply, whichever thread it met; from then on the owner is told.
 */
final class EntrySupply implements AutoCloseable {
    static final String PREPARER = "account-preparer";
    private static final int BATCH = 128;
    private static final int BATCHES_AHEAD = 64;
    private static final long OWNER_PASSES_NS = 10_000;

    private final ChronicleMap<Long, AccountEntry> map;
    private final long maxEntries;
    private final SpscArrayQueue<long[]> ready = new SpscArrayQueue<>(BATCHES_AHEAD);
    private @Nullable Thread preparer;

    private final AccountEntry zero = AccountEntry.zero();
    private final AccountEntry resolved = new AccountEntry();
    private long put;
    private @Nullable Throwable failure;
    private volatile boolean closed;
    /** The preparer lets an owner pass who waits for the monitor. */
    private volatile boolean ownerWaits;

    private long[] batch = {};
    private int taken;

    private EntrySupply(ChronicleMap<Long, AccountEntry> map, long maxEntries) {
        this.map = map;
        this.maxEntries = maxEntries;
    }

    /** A supply for an empty map; without {@code ahead} entries are put when they are taken. */
    static EntrySupply start(ChronicleMap<Long, AccountEntry> map, long maxEntries, boolean ahead) {
        EntrySupply supply = new EntrySupply(map, maxEntries);
        if (ahead) {
            Thread thread = new Thread(supply::prepare, PREPARER);
            thread.setDaemon(true);
            supply.preparer = thread;
            thread.start();
        }
        return supply;
    }

    /** Address of the next entry; the caller has not taken {@code maxEntries} yet. */
    long take() {
        if (taken == batch.length) {
            batch = nextBatch();
            taken = 0;
        }
        return batch[taken++];
    }

    private long[] nextBatch() {
        Invariant.check(!closed, "no account is opened in a closed store");
        long[] next = ready.poll();
        LockSupport.unpark(preparer);
        if (next == null) {
            ownerWaits = true;
            next = readyOrPut();
        }
        return next;
    }

    private synchronized long[] readyOrPut() {
        ownerWaits = false;
        long[] next = ready.poll();
        return next == null ? putBatch() : next;
    }

    private synchronized boolean putAhead() {
        if (closed || failure != null || put == maxEntries || ready.size() == BATCHES_AHEAD) {
            return false;
        }
        try {
            ready.offer(putBatch());
            return true;
        } catch (RuntimeException | InvariantViolation e) {
            return false; // it is kept, and the owner's to report
        }
    }

    private long[] putBatch() {
        if (failure != null) {
            throw new IllegalStateException("the map of accounts took no more entries", failure);
        }
        Invariant.check(put < maxEntries, "no more entries are taken than were asked for");
        long[] addresses = new long[(int) Math.min(BATCH, maxEntries - put)];
        try {
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = putEntry(put + i);
            }
        } catch (RuntimeException | InvariantViolation e) {
            failure = e;
            throw e;
        }
        put += addresses.length;
        return addresses;
    }

    private long putEntry(long key) {
        Invariant.check(map.putIfAbsent(key, zero) == null, "an account's number is given once");
        Invariant.check(map.getUsing(key, resolved) != null, "the map holds what was put");
        return resolved.address();
    }

    private void prepare() {
        while (!closed) {
            if (ownerWaits) {
                LockSupport.parkNanos(this, OWNER_PASSES_NS);
            } else if (!putAhead()) {
                LockSupport.park(this);
            }
        }
    }

    /** Returns when nobody puts entries any more: the map may be closed. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        taken = batch.length;
        LockSupport.unpark(preparer);
    }
}
