package org.medsettle.gateway.pos.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.medsettle.common.ThreadSafe;

/**
 * Reads PINs in software: decrypts the block (ISO 9564 format 0) under the terminal's PIN key and makes a verification
 * value of the PIN, which is the first eight bytes of HMAC-SHA256 over "number:PIN" under a key of its own. PINs are
 * never kept, compared in the clear or shown.
 *
 * <p>Threads: any; the values are never changed. Failure: a card without a value never has a right PIN.
 */
@ThreadSafe
public final class FilePinVerifier implements PinVerifier {
    static final int VALUE_BYTES = 8;

    private static final int PIN_DIGITS_MIN = 4;
    private static final int PIN_DIGITS_MAX = 12;
    private static final int BLOCK_BYTES = 8;
    private static final int FILL = 0xF;
    private static final long PAN_PART = 1_000_000_000_000L;

    private final byte[] key;
    private final Map<Long, Long> values;

    FilePinVerifier(byte[] key, Map<Long, Long> valuesByCard) {
        this.key = key.clone();
        values = new HashMap<>(valuesByCard);
    }

    @Override
    public long value(TerminalSecurity terminal, byte[] bytes, int offset, long bankNumber) {
        WorkingKeys working = terminal.keys();
        if (working == null) {
            return UNREADABLE;
        }
        byte[] secret = Arrays.copyOfRange(bytes, offset, offset + BLOCK_BYTES);
        byte[] block = BlockCiphers.decrypt(terminal.scheme().pin(), working.pin, secret);
        long pan = bankNumber % PAN_PART;
        for (int i = BLOCK_BYTES - 1; i >= 2; i--) {
            block[i] ^= (byte) (pan / 10 % 10 << 4 | pan % 10);
            pan /= 100;
        }
        byte[] pin = pin(block);
        Arrays.fill(block, (byte) 0);
        if (pin.length == 0) {
            return UNREADABLE;
        }
        long value = value(key, bankNumber, pin);
        Arrays.fill(pin, (byte) 0);
        return value;
    }

    @Override
    public boolean isOnFile(long bankNumber, long value) {
        Long expected = values.get(bankNumber);
        return expected != null && expected == value;
    }

    /** The digits of a clear block, none when it is not one. */
    private static byte[] pin(byte[] block) {
        int length = block[0] & 0xF;
        if (block[0] >> 4 != 0 || length < PIN_DIGITS_MIN || length > PIN_DIGITS_MAX) {
            return new byte[0];
        }
        byte[] pin = new byte[length];
        for (int i = 0; i < 2 * (BLOCK_BYTES - 1); i++) {
            int pair = block[1 + (i >> 1)];
            int digit = (i & 1) == 0 ? pair >> 4 & 0xF : pair & 0xF;
            if (i < length ? digit > 9 : digit != FILL) {
                return new byte[0];
            }
            if (i < length) {
                pin[i] = (byte) ('0' + digit);
            }
        }
        return pin;
    }

    /** The verification value of a PIN (its digits as characters). */
    static long value(byte[] key, long bankNumber, byte[] pin) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((bankNumber + ":").getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(mac.doFinal(pin)).getLong();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}
