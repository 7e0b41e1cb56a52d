package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;

/**
 * Writes one JSON text into an array of its own, which {@link #copyTo} then puts into an answer at once.
 *
 * <p>Units: money in fen, printed in yuan with two places. Invariant: what is between quotes is escaped, so that no text
 * of a record can end a string.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int SUPPLEMENTARY_BYTES = 4;

    private byte[] bytes = new byte[8 * 1024];
    private int count;
    private boolean comma;

    /** A name with its quotes and colon, for the methods that take one. */
    static byte[] name(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        count = 0;
        comma = false;
    }

    int length() {
        return count;
    }

    void copyTo(ByteBuf out) {
        out.writeBytes(bytes, 0, count);
    }

    JsonWriter openObject() {
        separate(1);
        return open('{');
    }

    /** An object as the value of a name that {@link #key} wrote. */
    JsonWriter openPlainObject() {
        return open('{');
    }

    JsonWriter openObject(byte[] name) {
        return key(name).openPlainObject();
    }

    JsonWriter openArray(byte[] name) {
        key(name);
        return open('[');
    }

    JsonWriter closeObject() {
        return close('}');
    }

    JsonWriter closeArray() {
        return close(']');
    }

    private JsonWriter open(char bracket) {
        ensure(1);
        bytes[count++] = (byte) bracket;
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        ensure(1);
        bytes[count++] = (byte) bracket;
        comma = true;
        return this;
    }

    /** A name without its value, which the caller writes next. */
    JsonWriter key(byte[] name) {
        separate(name.length);
        System.arraycopy(name, 0, bytes, count, name.length);
        count += name.length;
        return this;
    }

    private void separate(int more) {
        ensure(more + 1);
        if (comma) {
            bytes[count++] = ',';
        }
    }

    /** A value of ASCII characters as they are. */
    JsonWriter literal(byte[] name, String ascii) {
        key(name);
        ensure(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[count++] = (byte) ascii.charAt(i);
        }
        comma = true;
        return this;
    }

    JsonWriter text(byte[] name, CharSequence text) {
        openText(name);
        append(text);
        return closeText();
    }

    /** Begins a text that is put together with {@link #append} and {@link #appendDigits}. */
    JsonWriter openText(byte[] name) {
        key(name);
        ensure(1);
        bytes[count++] = '"';
        return this;
    }

    JsonWriter closeText() {
        ensure(1);
        bytes[count++] = '"';
        comma = true;
        return this;
    }

    /** A text from a fixed-width ASCII field. */
    JsonWriter ascii(byte[] name, ByteBuffer buffer, int offset, int width) {
        openText(name);
        int length = AsciiField.length(buffer, offset, width);
        ensure(6 * length);
        for (int i = 0; i < length; i++) {
            appendAscii(buffer.get(offset + i) & 0x7F);
        }
        return closeText();
    }

    JsonWriter append(CharSequence text) {
        ensure(6 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                appendAscii(c);
            } else if (c < 0x800) {
                bytes[count++] = (byte) (0xC0 | (c >> 6));
                bytes[count++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                appendSupplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                bytes[count++] = '?';
            } else {
                bytes[count++] = (byte) (0xE0 | (c >> 12));
                bytes[count++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[count++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return this;
    }

    private void appendAscii(int c) {
        if (c == '"' || c == '\\') {
            bytes[count++] = '\\';
            bytes[count++] = (byte) c;
        } else if (c >= ' ') {
            bytes[count++] = (byte) c;
        } else {
            bytes[count++] = '\\';
            bytes[count++] = 'u';
            bytes[count++] = '0';
            bytes[count++] = '0';
            bytes[count++] = HEX[c >> 4];
            bytes[count++] = HEX[c & 0xF];
        }
    }

    private void appendSupplementary(int codePoint) {
        for (int i = SUPPLEMENTARY_BYTES - 1; i >= 0; i--) {
            int prefix = i == SUPPLEMENTARY_BYTES - 1 ? 0xF0 : 0x80;
            bytes[count++] = (byte) (prefix | ((codePoint >> (6 * i)) & 0x3F));
        }
    }

    JsonWriter append(char ascii) {
        ensure(6);
        appendAscii(ascii);
        return this;
    }

    /** The last {@code width} digits of a number, with leading zeros. */
    JsonWriter appendDigits(long number, int width) {
        ensure(width);
        long rest = number;
        for (int i = count + width - 1; i >= count; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        count += width;
        return this;
    }

    /** A text of exactly {@code width} digits. */
    JsonWriter digits(byte[] name, long number, int width) {
        return openText(name).appendDigits(number, width).closeText();
    }

    JsonWriter number(byte[] name, long value) {
        return decimal(name, value, 0);
    }

    JsonWriter money(byte[] name, long amountFen) {
        return decimal(name, amountFen, 2);
    }

    /** A number that was scaled by ten to the {@code places}, with all its places. */
    JsonWriter decimal(byte[] name, long scaled, int places) {
        key(name);
        ensure(24);
        if (scaled < 0) {
            bytes[count++] = '-';
        }
        long whole = Math.absExact(scaled);
        long fraction = 0;
        long unit = 1;
        for (int i = 0; i < places; i++) {
            unit *= 10;
        }
        if (places > 0) {
            fraction = whole % unit;
            whole /= unit;
        }
        int width = 1;
        for (long rest = whole; rest > 9; rest /= 10) {
            width++;
        }
        appendDigits(whole, width);
        if (places > 0) {
            bytes[count++] = '.';
            appendDigits(fraction, places);
        }
        comma = true;
        return this;
    }

    /** Turns the value written since {@code from} into a text that holds it. */
    void quoteFrom(int from) {
        byte[] value = Arrays.copyOfRange(bytes, from, count);
        count = from;
        ensure(2 * value.length + 2);
        bytes[count++] = '"';
        for (byte b : value) {
            if (b == '"' || b == '\\') {
                bytes[count++] = '\\';
            }
            bytes[count++] = b;
        }
        bytes[count++] = '"';
        comma = true;
    }

    private void ensure(int more) {
        if (bytes.length - count < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + more));
        }
    }
}
