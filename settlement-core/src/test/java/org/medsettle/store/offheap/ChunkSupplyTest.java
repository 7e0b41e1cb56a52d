package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;

class ChunkSupplyTest {
    private static final int CHUNK = ChunkSupply.MIN_CHUNK_BYTES;

    @Test
    void shouldMakeAlignedLittleEndianChunks() {
        Chunk chunk = TestMemory.supply().take();

        assertEquals(CHUNK, chunk.bytes.capacity());
        assertEquals(ByteOrder.LITTLE_ENDIAN, chunk.bytes.order());
        assertEquals(0, chunk.words.addressOffset() & 63);
        chunk.words.putLong(8, 0x0102_0304_0506_0708L);
        assertEquals(0x0102_0304_0506_0708L, chunk.bytes.getLong(8));
    }

    @Test
    void shouldRefuseToGrowBeyondTheConfiguredBytes() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 3L * CHUNK, 0);
        Chunk first = supply.take();
        supply.take();
        supply.take();

        IllegalStateException full = assertThrows(IllegalStateException.class, supply::take);

        assertTrue(full.getMessage().contains(Long.toString(3L * CHUNK)), full.getMessage());
        assertEquals(3L * CHUNK, supply.inUseBytes());
        supply.release(first);
        assertSame(first, supply.take());
    }

    @Test
    void shouldHandOutWhatThePreparerMade() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 100L * CHUNK, 2)) {
            awaitPrepared(supply, 2);

            supply.take();
            supply.take();

            assertEquals(0, supply.madeLate());
            awaitPrepared(supply, 2);
            supply.take();
            assertEquals(0, supply.madeLate());
        }
    }

    @Test
    void shouldBeShortUntilThePreparerHasCaughtUp() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 1_000L * CHUNK, 2)) {
            awaitPrepared(supply, 2);
            assertFalse(supply.isShort());

            boolean wasShort = false;
            for (int i = 0; i < 1_000; i++) {
                supply.take();
                wasShort |= supply.isShort();
            }

            assertTrue(wasShort, "a thousand chunks came as fast as they were taken");
            awaitPrepared(supply, 2);
            assertFalse(supply.isShort());
        }
    }

    @Test
    void shouldMakeReadyWhatIsExpectedAndBeShortMeanwhile() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 1_000L * CHUNK, 2)) {
            awaitPrepared(supply, 2);

            supply.expect(30);
            awaitPrepared(supply, 32);
            assertFalse(supply.isShort());
            for (int i = 0; i < 30; i++) {
                supply.take();
            }

            assertEquals(0, supply.madeLate());
            awaitPrepared(supply, 2);
        }
    }

    @Test
    void shouldExpectNoMoreThanMemoryAllowsNorWhatWasGivenBack() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 10L * CHUNK, 2)) {
            Chunk[] taken = {supply.take(), supply.take(), supply.take(), supply.take()};
            for (Chunk chunk : taken) {
                supply.release(chunk);
            }

            supply.expect(4);
            awaitPrepared(supply, 2);
            supply.expect(1_000);
            awaitPrepared(supply, 12);

            assertFalse(supply.isShort());
        }
    }

    @Test
    void shouldNeverBeShortWithoutAPreparer() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 10L * CHUNK, 0);
        supply.take();
        supply.expect(5);

        assertFalse(supply.isShort());
    }

    @Test
    void shouldMakeChunksItselfWhenThePreparerIsBehind() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 1_000L * CHUNK, 1)) {
            for (int i = 0; i < 1_000; i++) {
                supply.take();
            }

            assertEquals(1_000L * CHUNK, supply.inUseBytes());
            assertThrows(IllegalStateException.class, supply::take);
        }
    }

    @Test
    void shouldEndThePreparerWhenClosed() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 100L * CHUNK, 2);
        assertTrue(supply.isPreparing());

        supply.close();

        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (supply.isPreparing() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(100_000);
        }
        assertFalse(supply.isPreparing());
        assertThrows(InvariantViolation.class, supply::take);
    }

    @Test
    void shouldRefuseSizesThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(CHUNK / 2, CHUNK, 0));
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(CHUNK + 64, 2L * CHUNK, 0));
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(1 << 29, 1L << 40, 0));
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(CHUNK, CHUNK - 1, 0));
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(CHUNK, CHUNK, -1));
        assertThrows(IllegalArgumentException.class, () -> ChunkSupply.start(CHUNK, CHUNK, 65));
    }

    private static void awaitPrepared(ChunkSupply supply, int count) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (supply.preparedCount() < count && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(100_000);
        }
        assertEquals(count, supply.preparedCount());
    }
}
