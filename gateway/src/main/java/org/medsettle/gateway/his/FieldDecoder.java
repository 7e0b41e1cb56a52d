package org.medsettle.gateway.his;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;

/**
 * Texts of fields to values, by form alone. The first thing found wrong is kept with the field to blame; what is read
 * after it has no meaning, so callers read on and ask once.
 *
 * <p>Units: as the methods say. Failure: {@link ResultCode#FIELD_MISSING}, {@link ResultCode#FIELD_INVALID} or, for
 * money, {@link ResultCode#AMOUNT_INVALID}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class FieldDecoder {
    private static final HisText NOTHING = new HisText();

    private final HisText own = new HisText();
    private FieldTable table = new FieldTable(new char[0], 0, List.of());
    private int row;
    private ResultCode code = ResultCode.OK;
    private @Nullable HisField blamed;

    /** Forgets what was found wrong. */
    void begin() {
        code = ResultCode.OK;
        blamed = null;
    }

    /** Reads from this row on. */
    void over(FieldTable table, int row) {
        this.table = table;
        this.row = row;
    }

    ResultCode code() {
        return code;
    }

    /** The field to blame, {@code null} when all is well or no field is. */
    @Nullable
    HisField blamed() {
        return blamed;
    }

    boolean failed() {
        return code != ResultCode.OK;
    }

    /** Notes a fault unless there is one already; answers the one that counts. */
    ResultCode fail(ResultCode fault, @Nullable HisField field) {
        if (code == ResultCode.OK) {
            code = fault;
            blamed = field;
        }
        return code;
    }

    boolean has(HisField field) {
        return table.has(row, field);
    }

    void require(HisField[] fields) {
        for (HisField field : fields) {
            require(field);
        }
    }

    void require(HisField field) {
        if (!has(field)) {
            fail(ResultCode.FIELD_MISSING, field);
        }
    }

    /** A free text, without control characters and halves of characters. */
    HisText text(HisField field, HisText view) {
        HisText text = scalar(field, view);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c < ' ' || c == 0x7F || (Character.isSurrogate(c) && !pair)) {
                return invalid(field);
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    /** A code: visible ASCII characters without blanks. */
    HisText code(HisField field, HisText view) {
        HisText text = scalar(field, view);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return invalid(field);
            }
        }
        return text;
    }

    /** Checks type and length only. */
    void checkLength(HisField field) {
        scalar(field, own);
    }

    private HisText scalar(HisField field, HisText view) {
        boolean wrong = table.isWrongType(row, field) || table.length(row, field) > field.charsMax();
        return wrong ? invalid(field) : table.text(row, field, view);
    }

    private HisText invalid(HisField field) {
        fail(ResultCode.FIELD_INVALID, field);
        return NOTHING;
    }

    /** Six digits of an area as a number, 0 when absent. */
    int area(HisField field) {
        HisText text = code(field, own);
        if (text.length() == 0) {
            return 0;
        }
        long area = text.length() == 6 ? digits(text, 0, 6) : -1;
        if (area <= 0) {
            fail(ResultCode.FIELD_INVALID, field);
        }
        return (int) area;
    }

    /** A number from a code table, of up to {@code digitsMax} digits and without leading zero. */
    int number(HisField field, int digitsMax) {
        HisText text = code(field, own);
        boolean formed = text.length() > 0 && text.length() <= digitsMax && text.charAt(0) != '0';
        long number = formed ? digits(text, 0, text.length()) : -1;
        if (number < 0) {
            fail(ResultCode.FIELD_INVALID, field);
        }
        return (int) number;
    }

    /** 0 or 1. */
    boolean flag(HisField field) {
        HisText text = code(field, own);
        boolean set = text.length() == 1 && text.charAt(0) == '1';
        if (!set && (text.length() != 1 || text.charAt(0) != '0')) {
            fail(ResultCode.FIELD_INVALID, field);
        }
        return set;
    }

    /** Epoch seconds of a date and time. */
    long seconds(HisField field) {
        long seconds = ShanghaiTime.secondsOf(scalar(field, own));
        if (seconds == ShanghaiTime.INVALID) {
            fail(ResultCode.FIELD_INVALID, field);
        }
        return seconds;
    }

    /** An amount in fen; zero only where {@code zeroAllowed}. */
    long amountFen(HisField field, boolean zeroAllowed) {
        if (table.isWrongType(row, field)) {
            fail(ResultCode.FIELD_INVALID, field);
            return 0;
        }
        long amountFen = DecimalRules.amountFen(table.text(row, field, own));
        if (zeroAllowed ? amountFen < 0 : !Fen.isBill(amountFen)) {
            fail(ResultCode.AMOUNT_INVALID, field);
        }
        return amountFen;
    }

    /** A decimal number times ten to the {@code places}. */
    long scaled(HisField field, int places, long scaledMax) {
        if (table.isWrongType(row, field)) {
            fail(ResultCode.FIELD_INVALID, field);
            return 0;
        }
        long value = DecimalRules.scaled(table.text(row, field, own), places, scaledMax);
        if (value < 0) {
            fail(ResultCode.FIELD_INVALID, field);
        }
        return value;
    }

    /** The 18 digits of an id of ours, or -1 for any other text. */
    long id(HisField field) {
        HisText text = code(field, own);
        return text.length() == 18 ? digits(text, 0, 18) : -1;
    }

    /** The number that the characters from {@code from} to {@code to} make, -1 when one is no digit. */
    static long digits(CharSequence text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
