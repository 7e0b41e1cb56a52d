package org.medsettle.bench.pos;

import io.netty.buffer.ByteBuf;
import org.medsettle.bench.workload.CardHolders;

/**
 * Writes messages as a stock ISO 8583:1987 client with binary fields does: length, type, one bitmap, fields 2, 3, 4, 11, 22,
 * 25, 41, 42 and 49, no header, no MAC.
 *
 * <p>Threads: one. Units: fen.
 */
final class MessageWriter {
    /** Most bytes of one frame. */
    static final int FRAME_BYTES_MAX = 96;
    /** Bits 2, 3, 4, 11, 22, 25, 41, 42, 49. */
    private static final long BITMAP =
            bit(2) | bit(3) | bit(4) | bit(11) | bit(22) | bit(25) | bit(41) | bit(42) | bit(49);

    private static final int ENTRY_MODE_CHIP_NO_PIN = 0x0052;
    private static final int AMOUNT_DIGITS = 12;
    private static final int STAN_DIGITS = 6;

    private MessageWriter() {}

    private static long bit(int field) {
        return Long.MIN_VALUE >>> (field - 1);
    }

    /** Appends one frame. */
    static void write(ByteBuf to, PosMessage message, PosRequest request, CardHolders holders, byte[] till) {
        to.ensureWritable(FRAME_BYTES_MAX);
        int start = to.writerIndex();
        to.writeShort(0).writeShort(message.type()).writeLong(BITMAP);
        int digits = holders.panLength(request.holder);
        to.writeByte(bcd(digits));
        for (int i = 0; i < digits; i += 2) {
            int low = i + 1 < digits ? holders.panDigit(request.holder, i + 1) : 0;
            to.writeByte(holders.panDigit(request.holder, i) << 4 | low);
        }
        to.writeMedium(message.processing());
        writeDigits(to, request.amountFen, AMOUNT_DIGITS);
        writeDigits(to, request.stan, STAN_DIGITS);
        to.writeShort(ENTRY_MODE_CHIP_NO_PIN).writeByte(0).writeBytes(till);
        to.writeByte('1').writeByte('5').writeByte('6');
        to.setShort(start, to.writerIndex() - start - 2);
    }

    private static int bcd(int number) {
        return (number / 10) << 4 | number % 10;
    }

    /** Writes an even count of digits, two a byte. */
    private static void writeDigits(ByteBuf to, long number, int digits) {
        int bytes = digits / 2;
        int at = to.writerIndex();
        to.writeZero(bytes);
        long rest = number;
        for (int i = bytes - 1; i >= 0; i--) {
            to.setByte(at + i, bcd((int) (rest % 100)));
            rest /= 100;
        }
    }
}
