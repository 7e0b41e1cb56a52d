package org.medsettle.store.offheap;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.StoreMemory;

/**
 * The memory under all off-heap stores of one ledger, and the seed of their indexes.
 *
 * <p>Threads: built by the caller, then confined with the stores, but for {@link #isShort}. Failure: growth beyond {@code maxBytes} throws
 * {@link IllegalStateException} and names the limit.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapMemory implements StoreMemory, AutoCloseable {
    private final ChunkSupply supply;
    private final SegmentSpace indexSpace;
    private final SegmentSpace listSpace;
    private final LookupHash hash;

    /**
     * @param chunkBytes size of the pieces memory is taken in, a power of two
     * @param maxBytes most bytes the stores may take together
     * @param chunksAhead how many chunks a thread of its own keeps ready; 0 for no thread
     * @param hashSeed what the look-up hashes are seeded with
     */
    public OffHeapMemory(int chunkBytes, long maxBytes, int chunksAhead, long hashSeed) {
        supply = ChunkSupply.start(chunkBytes, maxBytes, chunksAhead);
        indexSpace = new SegmentSpace(supply, ReferenceIndex.SEGMENT_BYTES);
        listSpace = new SegmentSpace(supply, InvalidListTable.SEGMENT_BYTES);
        hash = new LookupHash(hashSeed);
    }

    ChunkSupply supply() {
        return supply;
    }

    SegmentSpace listSpace() {
        return listSpace;
    }

    ReferenceIndex newIndex() {
        return new ReferenceIndex(indexSpace);
    }

    LookupHash hash() {
        return hash;
    }

    /** Bytes the stores have taken. */
    public long inUseBytes() {
        return supply.inUseBytes();
    }

    /** How many chunks were not ready when they were needed, each a stall of the state machine. */
    public long chunksMadeLate() {
        return supply.madeLate();
    }

    @Override
    public boolean isShort() {
        return supply.isShort();
    }

    @Override
    public void close() {
        supply.close();
    }
}
