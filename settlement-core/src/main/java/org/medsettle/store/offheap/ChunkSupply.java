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
 * fresh chunk of 4 MiB costs milliseconds of page faults, a prepared one a queue's poll. What needs more in one piece
 * announces a {@link Region}, which is zeroed ahead too.
 *
 * <p>Threads: all but {@link #isShort} is confined to the owner of the stores; a
 * daemon thread ({@link #PREPARER}) fills the queue. Units: bytes. Invariant: what is in use never exceeds {@code maxBytes}. Failure:
 * {@link MemoryExhaustedException} when it would, or when the JVM has no more direct memory.
 */
final class ChunkSupply implements AutoCloseable {
    static final String PREPARER = "chunk-preparer";
    static final int MIN_CHUNK_BYTES = 1 << 16;
    static final int MAX_CHUNK_BYTES = 1 << 28;
    private static final int MAX_REGIONS = 8;

    private final int chunkBytes;
    private final int chunkShift;
    private final long maxBytes;
    private final int chunksAhead;
    private final ArrayDeque<Chunk> released = new ArrayDeque<>();
    private final SpscArrayQueue<Chunk> prepared;
    /** Regions that are zeroed ahead, the first of them now. */
    private final SpscArrayQueue<Region> announced = new SpscArrayQueue<>(MAX_REGIONS);

    private final SpscArrayQueue<Region> discarded = new SpscArrayQueue<>(MAX_REGIONS);
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Thread preparer;
    private volatile boolean preparerGaveUp;

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
        this.prepared = new SpscArrayQueue<>(Math.max(chunksAhead, 1));
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
        charge(chunkBytes);
        Chunk chunk = released.pollFirst();
        if (chunk != null) {
            return chunk;
        }
        chunk = prepared.poll();
        wakePreparer();
        if (chunk == null) {
            madeLate++;
            chunk = make();
        }
        return chunk;
    }

    private void charge(long bytes) {
        Invariant.check(!closed.get(), "no memory is taken from a closed supply");
        if (bytes > leftBytes()) {
            throw new MemoryExhaustedException(
                    "the stores need more than the configured " + maxBytes + " bytes off heap");
        }
        inUseBytes += bytes;
    }

    private void wakePreparer() {
        if (!preparerGaveUp) {
            LockSupport.unpark(preparer);
        }
    }

    /** A region that may be taken later and is zeroed meanwhile; null for no bytes, or when there is no memory. It counts when it is taken. */
    @Nullable
    Region announce(long bytes) {
        if (bytes == 0 || bytes > leftBytes()) {
            return null;
        }
        Region region;
        try {
            region = new Region(bytes);
        } catch (OutOfMemoryError e) {
            return null;
        }
        if (isPreparing() && announced.offer(region)) {
            wakePreparer();
        }
        return region;
    }

    /** Takes an announced region: all of it is zero when this returns. */
    void take(Region region) {
        charge(region.bytes());
        region.finish();
    }

    /**
     * Takes a region back, whether it was taken or only announced; nobody may read or write there any more. To give much memory back takes
     * milliseconds, so the preparer does it.
     */
    void release(Region region) {
        if (region.isFinished()) {
            inUseBytes -= region.bytes();
        }
        if (isPreparing() && discarded.offer(region)) {
            wakePreparer();
        } else {
            region.free();
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

    /** Whether fewer chunks are ready than should be, or an announced region is not, and that is being made. Any thread. */
    boolean isShort() {
        return isPreparing() && (prepared.size() < chunksAhead || !announced.isEmpty());
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
                if (prepared.size() < chunksAhead) {
                    prepared.offer(new Chunk(chunkBytes));
                } else if (!tendRegions()) {
                    LockSupport.park(this);
                }
            }
        } catch (OutOfMemoryError e) {
            preparerGaveUp = true;
        }
    }

    /** Frees a region, or zeroes a step of one; answers false when there is none. */
    private boolean tendRegions() {
        Region region = discarded.poll();
        if (region != null) {
            region.free();
            return true;
        }
        region = announced.peek();
        if (region != null && !region.zeroStep()) {
            announced.poll();
        }
        return region != null;
    }

    @Override
    public void close() {
        closed.set(true);
        LockSupport.unpark(preparer);
        released.clear();
    }
}
