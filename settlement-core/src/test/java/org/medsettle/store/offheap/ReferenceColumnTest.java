package org.medsettle.store.offheap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReferenceColumnTest {
    @Test
    void shouldAnswerWhatWasAddedUnderItsNumber() {
        ReferenceColumn column = new ReferenceColumn(TestMemory.supply());

        for (long n = 0; n < 100_000; n++) {
            column.add(n * 8);
        }

        assertEquals(100_000, column.count());
        for (long n = 0; n < 100_000; n++) {
            assertEquals(n * 8, column.get(n));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> column.get(100_000));
        assertThrows(IndexOutOfBoundsException.class, () -> column.get(-1));
    }

    @Test
    void shouldBeEmptyWhenReleased() {
        ChunkSupply supply = TestMemory.supply();
        ReferenceColumn column = new ReferenceColumn(supply);
        column.add(8);

        column.release();

        assertEquals(0, column.count());
        assertEquals(0, supply.inUseBytes());
        assertThrows(IndexOutOfBoundsException.class, () -> column.get(0));
        column.add(16);
        assertEquals(16, column.get(0));
    }
}
