package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.common.MemoryExhaustedException;

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
    void shouldZeroAnAnnouncedRegionAndBeShortUntilThen() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 1L << 30, 2)) {
            awaitPrepared(supply, 2);

            Region region = supply.announce(100L << 20);
            await(() -> !supply.isShort());

            assertFalse(region.zeroStep(), "a part was left to its owner");
            assertEquals(0, supply.inUseBytes());
            supply.take(region);
            assertEquals(100L << 20, supply.inUseBytes());
            supply.release(region);
            assertEquals(0, supply.inUseBytes());
        }
    }

    /** The preparer may be at a step of it when it is taken or given back. */
    @Test
    void shouldHandOutARegionThatWasNotReady() {
        try (ChunkSupply supply = ChunkSupply.start(CHUNK, 1L << 30, 2)) {
            for (int round = 0; round < 20; round++) {
                Region region = supply.announce(5L << 20);
                supply.release(supply.announce(5L << 20));
                supply.take(region);
                assertZero(region);
                UnsafeApi.setMemory(region.address(), region.bytes(), (byte) 0xFF);
                supply.release(region);
            }

            assertEquals(0, supply.inUseBytes());
            await(() -> !supply.isShort());
        }
    }

    @Test
    void shouldZeroARegionItselfWithoutAPreparer() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 1L << 30, 0);

        Region region = supply.announce(CHUNK + 8);
        assertFalse(supply.isShort());
        supply.take(region);

        assertZero(region);
        supply.release(region);
    }

    private static void assertZero(Region region) {
        for (long i = 0; i < region.bytes(); i += Long.BYTES) {
            assertEquals(0, UnsafeApi.getLong(region.address() + i), "at " + i);
        }
    }

    @Test
    void shouldAnnounceNoMoreThanMemoryAllows() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 10L * CHUNK, 0);
        supply.take();

        assertNull(supply.announce(0));
        assertNull(supply.announce(9L * CHUNK + 8));
        Region first = supply.announce(9L * CHUNK);
        Region second = supply.announce(9L * CHUNK);

        supply.take(first);
        assertThrows(MemoryExhaustedException.class, () -> supply.take(second));
    }

    @Test
    void shouldNeverBeShortWithoutAPreparer() {
        ChunkSupply supply = ChunkSupply.start(CHUNK, 10L * CHUNK, 0);
        supply.take();

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

        await(() -> !supply.isPreparing());
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
        await(() -> supply.preparedCount() >= count);
        assertEquals(count, supply.preparedCount());
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(100_000);
        }
        assertTrue(condition.getAsBoolean(), "did not come about within ten seconds");
    }
}
