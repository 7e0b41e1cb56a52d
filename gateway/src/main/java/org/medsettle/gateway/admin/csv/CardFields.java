package org.medsettle.gateway.admin.csv;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;

/**
 * The fields that name a new card, as they stand in an import file and in an operator's call: area, number, card_sn, pan and
 * expiry, the last two or empty.
 *
 * <p>Threads: confined to the admin event loop. Failure: {@link #read} answers what is wrong, field first.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class CardFields {
    private static final int SN_CHARS = 32;

    private long key;
    private long snHigh;
    private long snLow;
    private long bankNumber;
    private int expiryDay;

    /** Reads the fields; answers {@code null}, or why they name no card. */
    public @Nullable String read(String area, String number, String sn, String pan, String expiry) {
        long areaValue = FieldRules.area(area);
        if (areaValue == FieldRules.WRONG) {
            return "issuing_area: must be six digits";
        }
        key = CardNumber.key((int) areaValue, number);
        if (key == CardNumber.INVALID) {
            return "card_no: must be " + CardNumber.LENGTH + " characters 0-9 A-Z with the right check character";
        }
        if (!isSerial(sn) || !sn.startsWith(area)) {
            return "card_sn: must be " + SN_CHARS + " hex digits that begin with the issuing area";
        }
        bankNumber = pan.isEmpty() ? 0 : BankNumber.pack(pan);
        if (bankNumber == BankNumber.INVALID) {
            return "pan: must be 16 to 19 digits with the right check digit, or empty";
        }
        long day = expiry.isEmpty() ? 0 : FieldRules.epochDay(expiry);
        if (day < 0) {
            return "expiry: must be a date yyyy-MM-dd from 1970 on, or empty";
        }
        expiryDay = (int) day;
        snHigh = Long.parseUnsignedLong(sn.substring(0, SN_CHARS / 2), 16);
        snLow = Long.parseUnsignedLong(sn.substring(SN_CHARS / 2), 16);
        return null;
    }

    private static boolean isSerial(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return text.length() == SN_CHARS;
    }

    /** See {@link CardNumber#key}. */
    public long key() {
        return key;
    }

    public long snHigh() {
        return snHigh;
    }

    public long snLow() {
        return snLow;
    }

    /** See {@link BankNumber}; 0 for none. */
    public long bankNumber() {
        return bankNumber;
    }

    /** Epoch day, 0 for none. */
    public int expiryDay() {
        return expiryDay;
    }
}
