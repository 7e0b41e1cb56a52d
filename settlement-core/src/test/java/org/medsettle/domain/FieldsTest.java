package org.medsettle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.domain.settlement.ClearingType;

class FieldsTest {
    private static final long HASH_OF_12 = 0xDD7413E7452167DEL;
    private static final long HASH_OF_16 = 0x9C969867F6A7AA05L;

    private final ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCompareAndHashPaddedTexts(boolean direct) {
        ByteBuffer buffer =
                (direct ? ByteBuffer.allocateDirect(256) : ByteBuffer.allocate(256)).order(ByteOrder.LITTLE_ENDIAN);
        AsciiField.put(buffer, 0, 16, "H42010000001");
        AsciiField.put(buffer, 32, 16, "H42010000001");
        AsciiField.put(buffer, 64, 16, "H42010000002");

        assertEquals("H42010000001", AsciiField.get(buffer, 0, 16));
        assertTrue(AsciiField.equal(buffer, 0, buffer, 32, 16));
        assertFalse(AsciiField.equal(buffer, 0, buffer, 64, 16));
        assertTrue(AsciiField.equal(buffer, 0, buffer, 32, 12));
        assertFalse(AsciiField.equal(buffer, 0, buffer, 64, 12));
        assertEquals(AsciiField.hash(buffer, 0, 12), AsciiField.hash(buffer, 32, 12));
        assertEquals(AsciiField.hash(buffer, 0, 16), AsciiField.hash(buffer, 32, 16));
        assertEquals(HASH_OF_12, AsciiField.hash(buffer, 0, 12));
        assertEquals(HASH_OF_16, AsciiField.hash(buffer, 0, 16));
        assertThrows(IndexOutOfBoundsException.class, () -> AsciiField.equal(buffer, 0, buffer, 248, 16));
        assertThrows(IndexOutOfBoundsException.class, () -> AsciiField.hash(buffer, -8, 16));
        assertThrows(IllegalArgumentException.class, () -> AsciiField.put(buffer, 0, 4, "12345"));
    }

    @Test
    void shouldWriteEveryPlaneOfUnicode() {
        String text = "aé医\uD83D\uDE00";
        int length = Utf8Field.put(buffer, 0, text);

        assertEquals(10, length);
        assertEquals(text, Utf8Field.get(buffer, 0, length));
    }

    @Test
    void shouldReplaceHalfASurrogatePair() {
        assertEquals("?", Utf8Field.get(buffer, 0, Utf8Field.put(buffer, 0, "\uD83D")));
        assertEquals("?a", Utf8Field.get(buffer, 0, Utf8Field.put(buffer, 0, "\uD83Da")));
        assertEquals("?", Utf8Field.get(buffer, 0, Utf8Field.put(buffer, 0, "\uDE00")));
    }

    @Test
    void shouldBoundBillsAndRefuseToOverflow() {
        assertTrue(Fen.isBill(1));
        assertTrue(Fen.isBill(Fen.MAX_BILL_FEN));
        assertFalse(Fen.isBill(0));
        assertFalse(Fen.isBill(-1));
        assertFalse(Fen.isBill(Fen.MAX_BILL_FEN + 1));
        assertThrows(ArithmeticException.class, () -> Fen.add(Long.MAX_VALUE, 1));
        assertThrows(ArithmeticException.class, () -> Fen.subtract(Long.MIN_VALUE, 1));
    }

    @Test
    void shouldKnowTheYearOfEveryDate() {
        for (int day = -800; day < 40_000; day += 13) {
            assertEquals(LocalDate.ofEpochDay(day).getYear(), BusinessDay.yearOf(day));
        }
    }

    @Test
    void shouldCutTheBusinessDay() {
        long midnight = 20_000 * BusinessDay.DAY_MS - BusinessDay.OFFSET_MS;

        assertEquals(20_000, BusinessDay.dateOf(midnight));
        assertEquals(19_999, BusinessDay.dateOf(midnight - 1));
        assertEquals(19_999, BusinessDay.businessDateOf(midnight + 59_999, 1));
        assertEquals(20_000, BusinessDay.businessDateOf(midnight + 60_000, 1));
    }

    @Test
    void shouldClearByKindOfCare() {
        assertEquals(ClearingType.PHARMACY, ClearingType.of(41));
        assertEquals(ClearingType.OUTPATIENT, ClearingType.of(11));
        assertEquals(ClearingType.OUTPATIENT, ClearingType.of(140104));
        assertEquals(ClearingType.OUTPATIENT, ClearingType.of(51));
        assertEquals(ClearingType.OUTPATIENT, ClearingType.of(53));
        assertEquals(ClearingType.INPATIENT, ClearingType.of(21));
        assertEquals(ClearingType.INPATIENT, ClearingType.of(2101));
        assertEquals(ClearingType.INPATIENT, ClearingType.of(52));
        assertEquals(ClearingType.OTHER, ClearingType.of(81));
        assertEquals(ClearingType.OTHER, ClearingType.of(20));
        assertEquals(ClearingType.OTHER, ClearingType.of(1));
    }
}
