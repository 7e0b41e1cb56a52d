package org.medsettle.gateway.his;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A {@code msgid}: the institution's twelve characters, {@code yyyyMMddHHmmss} and four digits. The key of a transaction
 * is the institution, the eighteen digits and the date inside them.
 *
 * <p>Units: the date in epoch days.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MessageId {
    static final int INSTITUTION_CHARS = 12;
    static final int CHARS = 30;

    private final HisText institution = new HisText();
    private long digits;
    private int date;

    /** Takes a msgid apart, which must stay in place; false when it is none. */
    boolean set(FieldTable table, HisField field) {
        HisText text = table.text(0, field, institution);
        if (text.length() != CHARS) {
            return false;
        }
        for (int i = 0; i < INSTITUTION_CHARS; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        digits = FieldDecoder.digits(text, INSTITUTION_CHARS, CHARS);
        long day = ShanghaiTime.dayOfCompact(text, INSTITUTION_CHARS);
        if (digits < 0 || day == ShanghaiTime.INVALID) {
            return false;
        }
        date = (int) day;
        text.shorten(INSTITUTION_CHARS);
        return true;
    }

    CharSequence institution() {
        return institution;
    }

    /** The eighteen digits behind the institution. */
    long digits() {
        return digits;
    }

    int date() {
        return date;
    }
}
