package org.medsettle.store.chronicle;

import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.map.ChronicleMap;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.MemoryExhaustedException;

/**
 * Hands out all-zero blocks of the map of accounts, by address, in the order of their keys 0, 1, 2 ... A thread of its own
 * ({@link #PREPARER}) puts some ahead, since memory that was never touched takes longest at the first touch.
 *
 * <p>Threads: {@link #take} belongs to the owner of the store; blocks are put by the preparer, or by the owner where there is none.
 * Invariant: the block that is taken as the n-th has the key n - 1; no more than {@code maxBlocks} are put, and none after
 * {@link #close}. Failure: what the map throws ends the supply, and the owner is told when it
 * has taken those that were put before.
 */
final class BlockSupply implements AutoCloseable {
    static final String PREPARER = "account-preparer";
    private static final int BLOCKS_AHEAD = 128;
    private static final long OWNER_WAITS_NS = 1_000;

    private final ChronicleMap<Long, AccountBlock> map;
    private final long maxBlocks;
    private final SpscArrayQueue<Long> ready = new SpscArrayQueue<>(BLOCKS_AHEAD);
    private @Nullable Thread preparer;

    private final AccountBlock zero = AccountBlock.zero();
    private final AccountBlock resolved = new AccountBlock();
    private long put;
    private long taken;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private BlockSupply(ChronicleMap<Long, AccountBlock> map, long maxBlocks) {
        this.map = map;
        this.maxBlocks = maxBlocks;
    }

    /** A supply for an empty map; without {@code ahead} a block is put when it is taken. */
    static BlockSupply start(ChronicleMap<Long, AccountBlock> map, long maxBlocks, boolean ahead) {
        BlockSupply supply = new BlockSupply(map, maxBlocks);
        if (ahead) {
            Thread thread = new Thread(supply::prepare, PREPARER);
            thread.setDaemon(true);
            supply.preparer = thread;
            thread.start();
        }
        return supply;
    }

    /** Address of the next block. */
    long take() {
        Invariant.check(!closed, "no block is taken from a closed supply");
        Invariant.check(taken++ < maxBlocks, "no more blocks are taken than were asked for");
        if (preparer == null) {
            return put();
        }
        Long address = ready.poll();
        LockSupport.unpark(preparer);
        while (address == null) {
            throwFailure();
            LockSupport.parkNanos(this, OWNER_WAITS_NS);
            address = ready.poll();
        }
        return address;
    }

    private void throwFailure() {
        Throwable met = failure;
        if (met instanceof OutOfMemoryError) {
            throw new MemoryExhaustedException("no memory is left for another account", met);
        }
        if (met != null) {
            throw new IllegalStateException("the map of accounts took no more entries", met);
        }
    }

    private synchronized long put() {
        Invariant.check(!closed, "no block is put into a closed map");
        Invariant.check(map.putIfAbsent(put, zero) == null, "a block's key is given once");
        Invariant.check(map.getUsing(put, resolved) != null, "the map holds what was put");
        put++;
        return resolved.address();
    }

    /** The preparer's loop. It ends for what the map throws, which the owner reports. */
    private void prepare() {
        try {
            while (put < maxBlocks && !closed) {
                if (ready.size() == BLOCKS_AHEAD) {
                    LockSupport.park(this);
                } else {
                    ready.offer(put());
                }
            }
        } catch (Throwable e) { // the library throws checked ones undeclared
            failure = e;
        }
    }

    /** Returns when nobody puts blocks any more: the map may be closed. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        LockSupport.unpark(preparer);
    }
}
