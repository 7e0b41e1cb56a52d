package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.store.TestRecords;

class RecordSlabTest {
    private static RecordSlab<KeyRecord> slab(ChunkSupply supply) {
        return new RecordSlab<>(supply, KeyRecord::new, key -> KeyRecord.BYTES);
    }

    @Test
    void shouldNotLetARecordStraddleTwoChunks() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        int length = 40 * 1_000;

        assertEquals(0, slab.reserve(length));
        assertEquals(ChunkSupply.MIN_CHUNK_BYTES, slab.reserve(length));
        assertEquals(ChunkSupply.MIN_CHUNK_BYTES + length, slab.reserve(ChunkSupply.MIN_CHUNK_BYTES - length));
    }

    @Test
    void shouldRefuseLengthsThatDoNotFit() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());

        assertThrows(IllegalArgumentException.class, () -> slab.reserve(ChunkSupply.MIN_CHUNK_BYTES + 8));
        assertThrows(IllegalArgumentException.class, () -> slab.reserve(0));
        assertThrows(IllegalArgumentException.class, () -> slab.reserve(-8));
        assertThrows(InvariantViolation.class, () -> slab.reserve(12));
        assertEquals(0, slab.count());
    }

    @Test
    void shouldTakeARecordAsLongAsAChunk() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());

        assertEquals(0, slab.reserve(ChunkSupply.MIN_CHUNK_BYTES));
        assertEquals(ChunkSupply.MIN_CHUNK_BYTES, slab.reserve(8));
    }

    @Test
    void shouldCopyItsOwnRecords() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        slab.add(TestRecords.key(1));
        slab.add(TestRecords.key(2));

        long copy = slab.add(slab.at(0));

        assertEquals(TestRecords.key(1).word1(), slab.at(copy).word1());
    }

    @Test
    void shouldPointItsViewAnewWhenAskedForAnotherRecord() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        int perChunk = ChunkSupply.MIN_CHUNK_BYTES / KeyRecord.BYTES;
        for (long n = 0; n <= perChunk; n++) {
            slab.add(TestRecords.key(n));
        }
        long[] references = {0, KeyRecord.BYTES, ChunkSupply.MIN_CHUNK_BYTES};
        long[] numbers = {0, 1, perChunk};

        for (int i : new int[] {0, 0, 1, 2, 2, 0, 2, 1, 1, 0}) {
            KeyRecord expected = TestRecords.key(numbers[i]);
            KeyRecord found = slab.at(references[i]);
            assertTrue(found.hasKey(expected.word0(), expected.word1(), expected.word2()));
        }
    }

    @Test
    void shouldShowWhatCameInAgainBehindARelease() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        slab.add(TestRecords.key(1));
        assertEquals(TestRecords.key(1).word1(), slab.at(0).word1());

        slab.release();
        slab.add(TestRecords.key(2));

        assertEquals(TestRecords.key(2).word1(), slab.at(0).word1());
    }

    @Test
    void shouldMarkWhatAViewChangesThatStoodThereAlready() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        slab.add(TestRecords.key(1));
        slab.at(0).detail(1);
        slab.copy(0, KeyRecord.BYTES, ByteBuffer.allocateDirect(KeyRecord.BYTES));
        assertEquals(-1, slab.nextChanged(0, 1));

        slab.at(0).detail(2);

        assertEquals(0, slab.nextChanged(0, 1));
    }

    @Test
    void shouldFailOutsideTheSlab() {
        RecordSlab<KeyRecord> slab = slab(TestMemory.supply());
        slab.add(TestRecords.key(1));

        assertThrows(IndexOutOfBoundsException.class, () -> slab.at(-1));
        assertThrows(RuntimeException.class, () -> slab.at(1L << 30));
        assertThrows(IndexOutOfBoundsException.class, () -> slab.at(1L << 37));
    }

    @Test
    void shouldGiveItsChunksBackWhenReleased() {
        ChunkSupply supply = TestMemory.supply();
        RecordSlab<KeyRecord> slab = slab(supply);
        for (long n = 0; n < 10_000; n++) {
            slab.add(TestRecords.key(n));
        }
        assertTrue(supply.inUseBytes() >= 10_000L * KeyRecord.BYTES);

        slab.release();

        assertEquals(0, supply.inUseBytes());
        assertEquals(0, slab.count());
        assertEquals(0, slab.add(TestRecords.key(3)));
        assertEquals(TestRecords.key(3).word1(), slab.at(0).word1());
    }
}
