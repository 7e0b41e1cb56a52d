package org.medsettle.store.offheap;

/** Small memories for tests: 64 KiB chunks, so that records and tables soon need several, and no preparing thread. */
final class TestMemory {
    static final long MAX_BYTES = 1 << 28;

    private TestMemory() {}

    static OffHeapMemory small() {
        return new OffHeapMemory(ChunkSupply.MIN_CHUNK_BYTES, MAX_BYTES, 0, 20_250_701);
    }

    static ChunkSupply supply() {
        return ChunkSupply.start(ChunkSupply.MIN_CHUNK_BYTES, MAX_BYTES, 0);
    }
}
