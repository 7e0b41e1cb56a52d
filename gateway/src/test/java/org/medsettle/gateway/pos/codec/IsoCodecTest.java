package org.medsettle.gateway.pos.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;

/** Decoder and encoder against each other and against the slow one of the tests' terminal. */
class IsoCodecTest {
    private static final int MESSAGES = 5_000;

    private final IsoMessage message = new IsoMessage();
    private final IsoEncoder encoder = new IsoEncoder();

    private static FieldTable table(String name) {
        return name.equals("cup") ? FieldTable.CUP : FieldTable.ISO87B;
    }

    private IsoOutcome decode(FieldTable table, byte[] bytes) {
        return IsoDecoder.decode(table, bytes, 0, bytes.length, message);
    }

    private IsoOutcome decode(String hex) {
        return decode(FieldTable.ISO87B, HexFormat.of().parseHex(hex));
    }

    /** Writes a random message: each field of the table is there by chance, with random units of its kind. */
    private byte[] random(FieldTable table, Random dice) {
        encoder.begin(table, 0, dice.nextInt(10_000));
        int room = FieldTable.FRAME_BYTES_MAX - 10;
        for (int field = 2; field <= FieldTable.LAST_FIELD; field++) {
            FieldFormat format = table.format(field);
            int max = table.units(field);
            int units =
                    format.prefixBytes() == 0 ? max : dice.nextInt(1 + Math.min(max, dice.nextInt(4) == 0 ? max : 30));
            int bytes = format.prefixBytes() + format.bytes(units);
            if (format == FieldFormat.NONE || dice.nextInt(3) > 0 || bytes > room) {
                continue;
            }
            room -= bytes;
            encoder.open(field);
            for (int i = 0; i < units; i++) {
                encoder.appendUnit(dice.nextInt(!format.isPacked() ? 256 : format.isTrack() ? 16 : 10));
            }
            encoder.close();
        }
        return Arrays.copyOf(encoder.bytes(), encoder.finish());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87b", "cup"})
    void shouldReadBackWhatItWroteWhateverTheMessage(String name) {
        FieldTable table = table(name);
        for (long seed = 1; seed <= MESSAGES; seed++) {
            byte[] bytes = random(table, new Random(seed));
            String hint = name + " seed " + seed;

            IsoOutcome outcome = decode(table, bytes);
            assertEquals(IsoOutcome.WHOLE, outcome, hint);

            IsoEncoder again = new IsoEncoder().begin(table, 0, message.mti());
            for (int field = 2; field <= FieldTable.LAST_FIELD; field++) {
                if (message.has(field)) {
                    again.open(field);
                    for (int i = 0; i < message.count(field); i++) {
                        again.appendUnit(message.unit(field, i));
                    }
                    again.close();
                }
            }
            assertArrayEquals(bytes, Arrays.copyOf(again.bytes(), again.finish()), hint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87b", "cup"})
    void shouldCopyFieldsAsTheyAre(String name) {
        FieldTable table = table(name);
        for (long seed = 1; seed <= 200; seed++) {
            byte[] bytes = random(table, new Random(seed));
            decode(table, bytes);

            IsoEncoder copy = new IsoEncoder().begin(table, 0, message.mti());
            for (int field = 2; field <= FieldTable.LAST_FIELD; field++) {
                copy.echo(field, message);
            }

            assertArrayEquals(bytes, Arrays.copyOf(copy.bytes(), copy.finish()));
        }
    }

    @Test
    void shouldReadWhatTheIndependentFormatWrites() {
        TillMessage purchase = new TillMessage("0200")
                .set(2, "6217001234567890128")
                .set(3, "000000")
                .set(4, "000000001234")
                .set(11, "000042")
                .set(22, "012")
                .set(35, "6217001234567890128=9912201")
                .set(41, "10000001")
                .set(49, "156")
                .set(60, "22000007000501");
        for (TillFormat format : new TillFormat[] {TillFormat.ISO87B, TillFormat.CUP}) {
            FieldTable table = format == TillFormat.CUP ? FieldTable.CUP : FieldTable.ISO87B;

            assertEquals(IsoOutcome.WHOLE, decode(table, format.pack(purchase)));

            assertEquals(200, message.mti());
            assertEquals(1_234, message.number(4));
            assertEquals(42, message.number(11));
            assertEquals(12, message.number(22));
            assertEquals(19, message.count(2));
            assertEquals(621_700_123_456_789_012L, message.number(2, 0, 18));
            assertEquals(13, message.unit(35, 19));
            assertEquals('1', message.unit(41, 7));
            assertEquals(7, message.number(60, 2, 6));
            assertEquals(1, message.digit(60, 13));
        }
    }

    @Test
    void shouldNameTypeAndTraceWhenSomethingBehindThemIsWrong() {
        // 3, 4, 11, 41 with one byte of field 41 missing
        String head = "0200" + "3020000000800000" + "000000" + "000000000100" + "000042";

        assertEquals(IsoOutcome.MALFORMED, decode(head + "31303030303030"));
        assertEquals(200, message.mti());
        assertEquals(42, message.number(11));
        assertFalse(message.has(41));
        assertEquals(IsoOutcome.WHOLE, decode(head + "3130303030303031"));
        assertEquals(IsoOutcome.MALFORMED, decode(head + "313030303030303100"), "a byte is left over");
    }

    @Test
    void shouldRefuseTheSecondaryBitmapButReadTheTrace() {
        assertEquals(
                IsoOutcome.MALFORMED, decode("0800" + "8020000000000000" + "0400000000000000" + "000042" + "0301"));
        assertEquals(42, message.number(11));
    }

    @Test
    void shouldBeUnreadableWithoutTypeOrTrace() {
        assertEquals(IsoOutcome.UNREADABLE, decode(""));
        assertEquals(IsoOutcome.UNREADABLE, decode("02"));
        assertEquals(IsoOutcome.UNREADABLE, decode("0200" + "00200000000000"));
        assertEquals(IsoOutcome.UNREADABLE, decode("02A0" + "0020000000000000" + "000042"));
        assertEquals(IsoOutcome.UNREADABLE, decode("0200" + "0020000000000000" + "0000A2"), "no digit");
        assertEquals(IsoOutcome.UNREADABLE, decode("0200" + "1020000000000000" + "00000000010F" + "000042"));
        assertEquals(IsoOutcome.UNREADABLE, decode("0200" + "4020000000000000" + "20" + "00".repeat(16)), "20 > 19");
    }

    @Test
    void shouldNotWriteFieldsOutOfOrderOrTooLong() {
        encoder.begin(FieldTable.CUP, 0, 200).digits(11, 1);

        assertThrows(InvariantViolation.class, () -> encoder.digits(4, 1));
        assertThrows(InvariantViolation.class, () -> encoder.text(41, "123456789"));
        assertThrows(
                InvariantViolation.class,
                () -> new IsoEncoder().begin(FieldTable.CUP, 0, 200).text(41, "1"));
    }

    @Test
    void shouldNeverThrowNorReadBeyondTheFrameWhateverComes() {
        long frames = Long.getLong("frames", 50_000);
        Random dice = new Random(frames);
        byte[] room = new byte[4_096];
        for (long i = 0; i < frames; i++) {
            FieldTable table = (i & 1) == 0 ? FieldTable.ISO87B : FieldTable.CUP;
            byte[] frame;
            if ((i & 6) == 0) {
                frame = new byte[dice.nextInt(300)];
                dice.nextBytes(frame);
            } else {
                frame = random(table, dice);
                for (int flips = dice.nextInt(6); flips > 0; flips--) {
                    frame[dice.nextInt(Math.min(frame.length, 40))] ^= (byte) (1 << dice.nextInt(8));
                }
                if (dice.nextInt(4) == 0) {
                    frame = Arrays.copyOf(frame, dice.nextInt(frame.length + 1));
                }
            }
            int from = dice.nextInt(100);
            System.arraycopy(frame, 0, room, from, frame.length);
            IsoDecoder.decode(table, room, from, from + frame.length, message);
            for (int field = 2; field <= FieldTable.LAST_FIELD; field++) {
                if (message.has(field)) {
                    assertTrue(message.start(field) >= from + 10, "frame " + i);
                    assertTrue(message.end(field) <= from + frame.length, "frame " + i);
                    message.number(field);
                }
            }
        }
    }
}
