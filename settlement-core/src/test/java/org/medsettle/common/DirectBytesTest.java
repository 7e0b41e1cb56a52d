package org.medsettle.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectBytesTest {
    private static final int SIZE = 64;

    private static ByteBuffer direct(long seed) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < SIZE; i++) {
            buffer.put(i, (byte) random.nextInt());
        }
        return buffer;
    }

    @Test
    void shouldReadTheWordsThatTheBufferHas() {
        ByteBuffer buffer = direct(1);
        for (int offset = 0; offset <= SIZE - 16; offset++) {
            long address = DirectBytes.address(buffer, offset, 16);

            assertNotEquals(0, address);
            assertEquals(buffer.getLong(offset), DirectBytes.wordAt(buffer, offset, address, 0));
            assertEquals(buffer.getLong(offset + 8), DirectBytes.wordAt(buffer, offset, address, 8));
        }
    }

    @Test
    void shouldCountFromTheSliceWhenTheBufferIsOne() {
        ByteBuffer slice = direct(2).slice(24, 16).order(ByteOrder.LITTLE_ENDIAN);
        long address = DirectBytes.address(slice, 8, 8);

        assertEquals(slice.getLong(8), DirectBytes.wordAt(slice, 8, address, 0));
    }

    @Test
    void shouldGiveNoAddressWhenTheBufferIsOnTheHeap() {
        ByteBuffer heap =
                ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN).put(0, direct(3), 0, SIZE);
        long address = DirectBytes.address(heap, 8, 8);

        assertEquals(0, address);
        assertEquals(heap.getLong(8), DirectBytes.wordAt(heap, 8, address, 0));
    }

    @Test
    void shouldGiveNoAddressWhenTheBytesAreInAnotherOrder() {
        ByteBuffer other = direct(6).order(ByteOrder.BIG_ENDIAN);

        assertEquals(0, DirectBytes.address(other, 0, 8));
        assertEquals(other.getLong(0), DirectBytes.wordAt(other, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 8",
        "57, 8",
        "64, 1",
        "0, 65",
        "8, -1",
        "2147483647, 8",
        "2147483640, 2147483640",
        "-2147483648, 8",
        "-8, 2147483647"
    })
    void shouldRefuseBytesOutsideTheLimit(int offset, int bytes) {
        assertThrows(IndexOutOfBoundsException.class, () -> DirectBytes.address(direct(4), offset, bytes));
    }

    @Test
    void shouldHoldToTheLimitAndNotToTheCapacity() {
        ByteBuffer buffer = direct(5).limit(32);

        assertNotEquals(0, DirectBytes.address(buffer, 24, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> DirectBytes.address(buffer, 25, 8));
    }
}
