package org.medsettle.gateway.his.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** A movable view of bytes as Latin-1 characters. */
@ThreadConfined(Threads.EVENT_LOOP)
final class AsciiSlice implements CharSequence {
    private byte[] bytes = {};
    private int start;
    private int length;

    AsciiSlice set(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        length = end - start;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[start + Objects.checkIndex(index, length)] & 0xFF);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new AsciiSlice().set(bytes, start + from, start + to);
    }

    /** Compares ignoring the case of ASCII letters; {@code lowerCase} has none in upper case. */
    boolean equalsIgnoreCase(String lowerCase) {
        if (lowerCase.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = bytes[start + i];
            int lower = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
}
