package org.medsettle.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.medsettle.common.DirectBytes;
import org.medsettle.common.Hashing;

/**
 * Fixed-width ASCII fields padded with zero bytes, as identifiers stand in every record: compared and hashed eight bytes
 * at a time, never turned into a {@code String} on the hot path.
 *
 * <p>Threads: stateless. Units: widths in bytes. Invariant: bytes after the last character are zero, so that equal texts
 * are equal words.
 */
public final class AsciiField {
    private AsciiField() {}

    /** Writes {@code text} and pads with zeroes; the caller has checked that it is ASCII and fits. */
    public static void put(ByteBuffer buffer, int offset, int width, CharSequence text) {
        int length = text.length();
        if (length > width) {
            throw new IllegalArgumentException("text of " + length + " characters in a field of " + width);
        }
        for (int i = 0; i < length; i++) {
            buffer.put(offset + i, (byte) text.charAt(i));
        }
        for (int i = length; i < width; i++) {
            buffer.put(offset + i, (byte) 0);
        }
    }

    /** Copies a whole field. */
    public static void copy(ByteBuffer from, int fromOffset, ByteBuffer to, int toOffset, int width) {
        to.put(toOffset, from, fromOffset, width);
    }

    /** Length of the text without its padding. */
    public static int length(ByteBuffer buffer, int offset, int width) {
        int length = width;
        while (length > 0 && buffer.get(offset + length - 1) == 0) {
            length--;
        }
        return length;
    }

    /** The text as a string; for cold paths only. */
    public static String get(ByteBuffer buffer, int offset, int width) {
        byte[] bytes = new byte[length(buffer, offset, width)];
        buffer.get(offset, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** True when both fields hold the same text; {@code width} is a multiple of 4. */
    public static boolean equal(ByteBuffer a, int aOffset, ByteBuffer b, int bOffset, int width) {
        long aAddress = DirectBytes.address(a, aOffset, width);
        long bAddress = DirectBytes.address(b, bOffset, width);
        int i = 0;
        for (; i + 8 <= width; i += 8) {
            if (DirectBytes.wordAt(a, aOffset, aAddress, i) != DirectBytes.wordAt(b, bOffset, bAddress, i)) {
                return false;
            }
        }
        return i == width || a.getInt(aOffset + i) == b.getInt(bOffset + i);
    }

    /** Hash of the text; {@code width} is a multiple of 4. */
    public static long hash(ByteBuffer buffer, int offset, int width) {
        long address = DirectBytes.address(buffer, offset, width);
        long hash = width;
        int i = 0;
        for (; i + 8 <= width; i += 8) {
            hash = Hashing.fold(hash, DirectBytes.wordAt(buffer, offset, address, i));
        }
        return i == width ? hash : Hashing.fold(hash, buffer.getInt(offset + i));
    }
}
