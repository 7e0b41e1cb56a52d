package org.medsettle.gateway.posclient;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Field 64, keys and PIN blocks by the JDK's own DES. */
public final class TillMac {
    private TillMac() {}

    /** DES for 8 bytes of key, triple DES for 16. */
    public static byte[] crypt(int mode, byte[] key, byte[] data) {
        try {
            boolean single = key.length == 8;
            byte[] full = key.length == 16 ? Arrays.copyOf(key, 24) : key;
            if (key.length == 16) {
                System.arraycopy(key, 0, full, 16, 8);
            }
            Cipher cipher = Cipher.getInstance(single ? "DES/ECB/NoPadding" : "DESede/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(full, single ? "DES" : "DESede"));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static byte[] encrypt(byte[] key, byte[] data) {
        return crypt(Cipher.ENCRYPT_MODE, key, data);
    }

    public static byte[] decrypt(byte[] key, byte[] data) {
        return crypt(Cipher.DECRYPT_MODE, key, data);
    }

    /** The UnionPay way, with a key of either length. */
    public static byte[] cupEcb(byte[] key, byte[] message) {
        byte[] folded = new byte[8];
        for (int i = 0; i < message.length; i++) {
            folded[i % 8] ^= message[i];
        }
        byte[] hex = HexFormat.of().withUpperCase().formatHex(folded).getBytes(StandardCharsets.US_ASCII);
        byte[] first = encrypt(key, Arrays.copyOf(hex, 8));
        for (int i = 0; i < 8; i++) {
            first[i] ^= hex[8 + i];
        }
        String text = HexFormat.of().withUpperCase().formatHex(encrypt(key, first));
        return text.substring(0, 8).getBytes(StandardCharsets.US_ASCII);
    }

    /** The retail MAC with a key of sixteen bytes, X9.9 with one of eight. */
    public static byte[] x919(byte[] key, byte[] message) {
        byte[] left = Arrays.copyOf(key, 8);
        byte[] block = new byte[8];
        for (int from = 0; from < message.length; from += 8) {
            for (int i = from; i < Math.min(from + 8, message.length); i++) {
                block[i - from] ^= message[i];
            }
            block = encrypt(left, block);
        }
        return key.length == 8 ? block : encrypt(left, decrypt(Arrays.copyOfRange(key, 8, 16), block));
    }

    /** An encrypted PIN block of format 0. */
    public static byte[] pinBlock(byte[] key, String pan, String pin) {
        String digits = String.format("0%x%s", pin.length(), pin);
        byte[] block = HexFormat.of().parseHex(digits + "F".repeat(16 - digits.length()));
        byte[] account = HexFormat.of().parseHex("0000" + pan.substring(pan.length() - 13, pan.length() - 1));
        for (int i = 0; i < 8; i++) {
            block[i] ^= account[i];
        }
        return encrypt(key, block);
    }
}
