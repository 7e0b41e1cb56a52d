package org.medsettle.gateway.pos;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.IsoMessage;

/**
 * A movable view of a field as text: what stands in it without the blanks at its end, or a run of its digits.
 *
 * <p>Invariant: valid as long as the message's bytes are.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class FieldText implements CharSequence {
    private IsoMessage message = new IsoMessage();
    private int field;
    private int from;
    private int length;
    private boolean digits;

    /** The field's characters without trailing blanks; empty when it is not there. */
    FieldText text(IsoMessage message, int field) {
        this.message = message;
        this.field = field;
        from = 0;
        digits = false;
        length = message.count(field);
        while (length > 0 && message.unit(field, length - 1) == ' ') {
            length--;
        }
        return this;
    }

    /** Some of the field's digits. */
    FieldText digits(IsoMessage message, int field, int from, int length) {
        this.message = message;
        this.field = field;
        this.from = from;
        this.length = length;
        digits = true;
        return this;
    }

    /** True when there is text, of printable characters without blanks. */
    boolean isId() {
        for (int i = 0; i < length; i++) {
            int c = charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return length > 0;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        int unit = digits ? '0' + message.digit(field, from + index) : message.unit(field, index);
        return (char) unit;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }

    /** For cold paths; never for cards. */
    @Override
    public String toString() {
        return new StringBuilder(length).append(this, 0, length).toString();
    }
}
