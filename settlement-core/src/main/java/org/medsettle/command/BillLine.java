package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.Utf8Field;

/**
 * View of one fee line in the tail of a settle command or of a settlement; lines follow each other without gaps.
 *
 * <p>Units: fen; count in ten-thousandths, price in millionths of a yuan, as the national interface has them. Use to
 * write: {@link #wrap}, {@link #amounts}, {@link #texts}, then {@link #end} is where the next line goes.
 */
public final class BillLine extends RecordView {
    public static final int SERIAL_MAX_CHARS = 30;
    public static final int NATIONAL_CODE_MAX_CHARS = 50;
    public static final int SHOP_CODE_MAX_CHARS = 150;

    private static final int SHOP_LENGTH = 0;
    private static final int SERIAL_LENGTH = 2;
    private static final int NATIONAL_LENGTH = 3;
    private static final int AMOUNT = 4;
    private static final int COUNT = 12;
    private static final int PRICE = 20;
    private static final int TEXTS = 28;

    /** Most bytes one line can take: three bytes of UTF-8 for each character. */
    public static final int MAX_BYTES = TEXTS + 3 * (SERIAL_MAX_CHARS + NATIONAL_CODE_MAX_CHARS + SHOP_CODE_MAX_CHARS);

    public BillLine amounts(long amountFen, long countScaled4, long priceScaled6) {
        putLong(AMOUNT, amountFen);
        putLong(COUNT, countScaled4);
        putLong(PRICE, priceScaled6);
        return this;
    }

    /** Writes the three texts; the caller has checked their lengths in characters. */
    public BillLine texts(CharSequence serial, CharSequence nationalCode, CharSequence shopCode) {
        int at = offset + TEXTS;
        int serialBytes = Utf8Field.put(buffer, at, serial);
        int nationalBytes = Utf8Field.put(buffer, at + serialBytes, nationalCode);
        putByte(SERIAL_LENGTH, serialBytes);
        putByte(NATIONAL_LENGTH, nationalBytes);
        putShort(SHOP_LENGTH, Utf8Field.put(buffer, at + serialBytes + nationalBytes, shopCode));
        return this;
    }

    /** Offset in {@link #buffer()} behind this line, where the next one begins. */
    public int end() {
        return offset + TEXTS + serialLength() + nationalLength() + getShort(SHOP_LENGTH);
    }

    public String serial() {
        return Utf8Field.get(buffer, offset + TEXTS, serialLength());
    }

    public String nationalCode() {
        return Utf8Field.get(buffer, offset + TEXTS + serialLength(), nationalLength());
    }

    public String shopCode() {
        return Utf8Field.get(buffer, offset + TEXTS + serialLength() + nationalLength(), getShort(SHOP_LENGTH));
    }

    public long amountFen() {
        return getLong(AMOUNT);
    }

    /** Quantity times 10,000. */
    public long countScaled4() {
        return getLong(COUNT);
    }

    /** Unit price in yuan times 1,000,000. */
    public long priceScaled6() {
        return getLong(PRICE);
    }

    private int serialLength() {
        return getByte(SERIAL_LENGTH) & 0xFF;
    }

    private int nationalLength() {
        return getByte(NATIONAL_LENGTH) & 0xFF;
    }
}
