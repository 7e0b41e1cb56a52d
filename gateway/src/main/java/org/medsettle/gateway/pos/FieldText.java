package org.medsettle.gateway.pos;

import java.util.Objects;
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
    private byte[] bytes = {};
    private int from;
    private int length;
    private boolean packed;

    /** The field's characters without trailing blanks; empty when it is not there. Not for digit fields. */
    FieldText text(IsoMessage message, int field) {
        bytes = message.bytes();
        from = message.offset(field);
        packed = false;
        length = message.count(field);
        while (length > 0 && bytes[from + length - 1] == ' ') {
            length--;
        }
        return this;
    }

    /** Some of the field's digits. */
    FieldText digits(IsoMessage message, int field, int first, int count) {
        bytes = message.bytes();
        packed = message.isPacked(field);
        from = packed ? message.firstHalf(field) + first : message.offset(field) + first;
        length = count;
        return this;
    }

    /** True when there is text, of printable characters without blanks. */
    boolean isId() {
        for (int i = 0; i < length; i++) {
            int c = bytes[from + i];
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
        int at = from + Objects.checkIndex(index, length);
        return (char) (packed ? '0' + IsoMessage.half(bytes, at) : bytes[at] & 0xFF);
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
