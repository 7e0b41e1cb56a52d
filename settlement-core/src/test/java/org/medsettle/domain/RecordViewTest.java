package org.medsettle.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Hashing;

/** A view goes by address where its buffer is direct and asks the buffer where it is not: no record may look different. */
class RecordViewTest {
    private static final int OFFSET = 8;
    private static final int BYTES = 40;

    private static final class Probe extends RecordView {
        void fill() {
            putLong(0, 0x0102_0304_0506_0708L);
            putInt(8, 0x0A0B_0C0D);
            putShort(12, -2);
            putByte(14, -3);
            putLong(16, -1);
            zero(16, 16);
            putLong(32, Long.MIN_VALUE);
        }
    }

    private static ByteBuffer buffer(boolean direct) {
        int bytes = OFFSET + BYTES;
        return (direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLayOutAndReadTheSameInEveryBuffer(boolean direct) {
        ByteBuffer buffer = buffer(direct);
        Probe view = new Probe();
        view.wrap(buffer, OFFSET);
        view.fill();

        byte[] bytes = new byte[BYTES];
        buffer.get(OFFSET, bytes);
        byte[] golden = new byte[BYTES];
        byte[] start = {8, 7, 6, 5, 4, 3, 2, 1, 0x0D, 0x0C, 0x0B, 0x0A, -2, -1, -3};
        System.arraycopy(start, 0, golden, 0, start.length);
        golden[BYTES - 1] = (byte) 0x80;
        assertArrayEquals(golden, bytes);
        assertEquals(0x0102_0304_0506_0708L, view.getLong(0));
        assertEquals(0x0A0B_0C0D, view.getInt(8));
        assertEquals(-2, view.getShort(12));
        assertEquals(-3, view.getByte(14));
        assertEquals(Hashing.words(ByteBuffer.wrap(golden).order(ByteOrder.LITTLE_ENDIAN), 0, 5), view.hashOf(0, 5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTouchNothingBehindItsBuffer(boolean direct) {
        Probe view = new Probe();
        view.wrap(buffer(direct), OFFSET);

        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(BYTES - 7));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putLong(BYTES - 7, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getInt(BYTES - 3));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putInt(BYTES - 3, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getShort(BYTES - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putShort(BYTES - 1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getByte(BYTES));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putByte(BYTES, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.hashOf(8, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> view.zero(BYTES - 8, 16));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseARecordThatBeginsBehindItsBuffer(boolean direct) {
        Probe view = new Probe();
        view.wrap(buffer(direct), OFFSET + BYTES + 1);

        assertThrows(IndexOutOfBoundsException.class, () -> view.getByte(0));
    }

    @ParameterizedTest
    @CsvSource({
        "true, -1", "true, -8", "true, -2147483648", "true, -2147483608",
        "false, -1", "false, -8", "false, -2147483648", "false, -2147483608"
    })
    void shouldRefuseARecordThatBeginsInFrontOfItsBuffer(boolean direct, int offset) {
        Probe view = new Probe();
        view.wrap(buffer(direct), offset);

        assertThrows(IndexOutOfBoundsException.class, () -> view.getByte(0));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(0));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putLong(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.hashOf(0, 1));
    }

    @Test
    void shouldRefuseWhatStandsInFrontOfTheRecord() {
        Probe view = new Probe();
        view.wrap(buffer(true), OFFSET);

        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(-8));
        assertThrows(IndexOutOfBoundsException.class, () -> view.putByte(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(Integer.MIN_VALUE));
        assertThrows(IndexOutOfBoundsException.class, () -> view.getLong(Integer.MAX_VALUE));
    }
}
