package org.medsettle.bench.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of one request being put together; re-used, so that the client costs the server's cores little.
 *
 * <p>Threads: one. Units: fen, printed as yuan with two places.
 */
public final class RequestBuffer {
    private byte[] bytes = new byte[1536];
    private int length;

    public RequestBuffer clear() {
        length = 0;
        return this;
    }

    public RequestBuffer put(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    public RequestBuffer put(byte[] from) {
        return put(from, 0, from.length);
    }

    /** Puts ASCII text. */
    public RequestBuffer put(String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
        return this;
    }

    /** Puts a number without leading zeroes. */
    public RequestBuffer putNumber(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return putDigits(number, digits);
    }

    /** Puts exactly {@code digits} digits. */
    public RequestBuffer putDigits(long number, int digits) {
        room(digits);
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    public RequestBuffer putYuan(long fen) {
        putNumber(fen / 100);
        room(1);
        bytes[length++] = '.';
        return putDigits(fen % 100, 2);
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
    }

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
