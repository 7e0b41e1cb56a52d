package org.medsettle.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Texts of varying length in UTF-8, as operators, invoice numbers and shop codes come.
 *
 * <p>Threads: stateless. Units: bytes. Invariant: a surrogate without its partner is written as a question mark, so that
 * what is stored always decodes.
 */
public final class Utf8Field {
    private Utf8Field() {}

    /** Writes {@code text} at {@code at} and answers how many bytes it took. */
    public static int put(ByteBuffer buffer, int at, CharSequence text) {
        int end = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                buffer.put(end++, (byte) c);
            } else if (c < 0x800) {
                buffer.put(end++, (byte) (0xC0 | (c >> 6)));
                buffer.put(end++, (byte) (0x80 | (c & 0x3F)));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                end = putSupplementary(buffer, end, Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                buffer.put(end++, (byte) '?');
            } else {
                buffer.put(end++, (byte) (0xE0 | (c >> 12)));
                buffer.put(end++, (byte) (0x80 | ((c >> 6) & 0x3F)));
                buffer.put(end++, (byte) (0x80 | (c & 0x3F)));
            }
        }
        return end - at;
    }

    private static int putSupplementary(ByteBuffer buffer, int at, int codePoint) {
        buffer.put(at, (byte) (0xF0 | (codePoint >> 18)));
        buffer.put(at + 1, (byte) (0x80 | ((codePoint >> 12) & 0x3F)));
        buffer.put(at + 2, (byte) (0x80 | ((codePoint >> 6) & 0x3F)));
        buffer.put(at + 3, (byte) (0x80 | (codePoint & 0x3F)));
        return at + 4;
    }

    /** The text of {@code length} bytes at {@code at}; for cold paths. */
    public static String get(ByteBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
