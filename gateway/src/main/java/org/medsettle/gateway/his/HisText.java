package org.medsettle.gateway.his;

import java.util.Objects;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** A movable view of characters in a request's text. */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisText implements CharSequence {
    private char[] chars = {};
    private int start;
    private int length;

    HisText set(char[] chars, int start, int length) {
        this.chars = chars;
        this.start = start;
        this.length = length;
        return this;
    }

    /** Keeps the first {@code length} characters. */
    void shorten(int length) {
        this.length = Math.min(length, this.length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[start + Objects.checkIndex(index, length)];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new HisText().set(chars, start + from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, start, length);
    }
}
