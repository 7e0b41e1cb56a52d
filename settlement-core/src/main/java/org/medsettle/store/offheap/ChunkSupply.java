package org.medsettle.store.offheap;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.MemoryExhaustedException;

/**
 * Hands out chunks of memory that were allocated and touched ahead, so that growth does not stall the state machine: a
 * fresh chunk of 4 MiB costs milliseconds of page faults, a prepared one a queue's poll.
 *
 * <p>Threads: {@link #take} and {@link #release} are confined to the owner of the stores, {@link #isShort} is not; a
 * daemon thread ({@link #PREPARER}) fills the queue. Units: bytes. Invariant: what is in use never exceeds {@code maxBytes}. Failure:
 * {@link MemoryExhaustedException} when it would, or when the JVM has no more direct memory.
 */
final class ChunkSupply implements AutoCloseable {
    static final String PREPARER = "chunk-preparer";
    static final int MIN_CHUNK_BYTES = 1 << 16;
    static final int MAX_CHUNK_BYTES = 1 << 28;
    private static final int MAX_EXPECTED = 64;

    private final int chunkBytes;
    private final int chunkShift;
    private final long maxBytes;
    private final int chunksAhead;
    private final ArrayDeque<Chunk> released = new ArrayDeque<>();
    private final SpscArrayQueue<Chunk> prepared;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Thread preparer;
    private volatile boolean preparerGaveUp;
    /** How many chunks should be ready: {@code chunksAhead}, and those that are expected to be taken. Written by the owner. */
    private volatile int wanted;

    private long inUseBytes;
    private long madeLate;

    private ChunkSupply(int chunkBytes, long maxBytes, int chunksAhead) {
        if (chunkBytes < MIN_CHUNK_BYTES || chunkBytes > MAX_CHUNK_BYTES || Integer.bitCount(chunkBytes) != 1) {
            throw new IllegalArgumentException("chunkBytes must be a power of two from " + MIN_CHUNK_BYTES + " to "
                    + MAX_CHUNK_BYTES + ", is " + chunkBytes);
        }
        if (maxBytes < chunkBytes) {
            throw new IllegalArgumentException("maxBytes must be at least one chunk, is " + maxBytes);
        }
        if (chunksAhead < 0 || chunksAhead > 64) {
            throw new IllegalArgumentException("chunksAhead must be from 0 to 64, is " + chunksAhead);
        }
        this.chunkBytes = chunkBytes;
        this.chunkShift = Integer.numberOfTrailingZeros(chunkBytes);
        this.maxBytes = maxBytes;
        this.chunksAhead = chunksAhead;
        this.wanted = chunksAhead;
        this.prepared = new SpscArrayQueue<>(chunksAhead + MAX_EXPECTED);
    }

    /** A supply of chunks of one size; with {@code chunksAhead} 0 every chunk is made when it is asked for. */
    static ChunkSupply start(int chunkBytes, long maxBytes, int chunksAhead) {
        ChunkSupply supply = new ChunkSupply(chunkBytes, maxBytes, chunksAhead);
        if (chunksAhead > 0) {
            Thread thread = new Thread(supply::prepare, PREPARER);
            thread.setDaemon(true);
            supply.preparer = thread;
            thread.start();
        }
        return supply;
    }

    /** A chunk with undefined contents. */
    Chunk take() {
        Invariant.check(!closed.get(), "no memory is taken from a closed supply");
        if (inUseBytes + chunkBytes > maxBytes) {
            throw new MemoryExhaustedException(
                    "the stores need more than the configured " + maxBytes + " bytes off heap");
        }
        inUseBytes += chunkBytes;
        Chunk chunk = released.pollFirst();
        if (chunk != null) {
            return chunk;
        }
        chunk = prepared.poll();
        int before = wanted;
        if (before > chunksAhead) {
            wanted = before - 1;
        }
        if (!preparerGaveUp) {
            LockSupport.unpark(preparer);
        }
        if (chunk == null) {
            madeLate++;
            chunk = make();
        }
        return chunk;
    }

    /** So many chunks will be taken at once soon: they are made ahead too, as far as memory is left. */
    void expect(int chunks) {
        long more = Math.min(Math.min(chunks - released.size(), MAX_EXPECTED), leftBytes() / chunkBytes);
        if (preparer != null && more > 0) {
            wanted = chunksAhead + (int) more;
            LockSupport.unpark(preparer);
        }
    }

    /** Takes a chunk back; nobody may hold a view of it any more. */
    void release(Chunk chunk) {
        inUseBytes -= chunkBytes;
        released.addFirst(chunk);
    }

    int chunkBytes() {
        return chunkBytes;
    }

    int chunkShift() {
        return chunkShift;
    }

    long inUseBytes() {
        return inUseBytes;
    }

    /** What may still be taken. */
    long leftBytes() {
        return maxBytes - inUseBytes;
    }

    /** How many chunks were not ready when they were needed. */
    long madeLate() {
        return madeLate;
    }

    int preparedCount() {
        return prepared.size();
    }

    /** Whether fewer chunks are ready than should be, and more are being made. Any thread. */
    boolean isShort() {
        return isPreparing() && prepared.size() < wanted;
    }

    boolean isPreparing() {
        return preparer != null && preparer.isAlive();
    }

    private Chunk make() {
        try {
            return new Chunk(chunkBytes);
        } catch (OutOfMemoryError e) {
            throw new MemoryExhaustedException(
                    "no direct memory left for the stores: raise -XX:MaxDirectMemorySize in config/jvm.options", e);
        }
    }

    /** The preparer's loop. When memory runs out it ends: the owner then meets the limit itself, where it is reported. */
    private void prepare() {
        try {
            while (!closed.get()) {
                if (prepared.size() >= wanted) {
                    LockSupport.park(this);
                } else {
                    prepared.offer(new Chunk(chunkBytes));
                }
            }
        } catch (OutOfMemoryError e) {
            preparerGaveUp = true;
        }
    }

    @Override
    public void close() {
        closed.set(true);
        LockSupport.unpark(preparer);
        released.clear();
    }
}
