package org.medsettle.store.chronicle;

import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.map.ChronicleMap;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;

/**
 * Hands out all-zero entries of the map of accounts, by address, in the order of their keys 0, 1, 2 ... A thread of its own
 * ({@link #PREPARER}) puts some thousand ahead, since the map takes a microsecond for each and memory that was never touched
 * more. Whoever takes one while none is ready puts the next ones itself.
 *
 * <p>Threads: {@link #take} belongs to the owner of the store. Invariant: the entry that is taken as the n-th has the key n - 1; no
 * more than {@code maxEntries} are put. Under the monitor one thread at a time puts entries, and none after {@link #close}.
 */
final class EntrySupply implements AutoCloseable {
    static final String PREPARER = "account-preparer";
    private static final int BATCH = 128;
    private static final int BATCHES_AHEAD = 64;

    private final ChronicleMap<Long, AccountEntry> map;
    private final long maxEntries;
    private final SpscArrayQueue<long[]> ready = new SpscArrayQueue<>(BATCHES_AHEAD);
    private @Nullable Thread preparer;

    private final AccountEntry zero = AccountEntry.zero();
    private final AccountEntry resolved = new AccountEntry();
    private long put;
    private volatile boolean closed;

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
        long[] next = ready.poll();
        LockSupport.unpark(preparer);
        return next == null ? readyOrPut() : next;
    }

    private synchronized long[] readyOrPut() {
        long[] next = ready.poll();
        return next == null ? putBatch() : next;
    }

    private synchronized boolean putAhead() {
        if (closed || put == maxEntries || ready.size() == BATCHES_AHEAD) {
            return false;
        }
        ready.offer(putBatch());
        return true;
    }

    private long[] putBatch() {
        Invariant.check(put < maxEntries, "no more entries are taken than were asked for");
        long[] addresses = new long[(int) Math.min(BATCH, maxEntries - put)];
        for (int i = 0; i < addresses.length; i++) {
            Invariant.check(map.putIfAbsent(put, zero) == null, "an account's number is given once");
            Invariant.check(map.getUsing(put, resolved) != null, "the map holds what was put");
            addresses[i] = resolved.address();
            put++;
        }
        return addresses;
    }

    private void prepare() {
        while (!closed) {
            if (!putAhead()) {
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
        LockSupport.unpark(preparer);
    }
}
