package org.medsettle.gateway.pos.security;

import org.jspecify.annotations.Nullable;

/**
 * Which ciphers a terminal's keys are for. A PIN block has eight bytes, so that the PIN key is one of DES or triple DES
 * in every scheme.
 *
 * <p>Threads: immutable. Units: bytes.
 */
public enum KeyScheme {
    DES("des", Cipher.DES, 8, 8),
    /** PIN key of two lengths, MAC key of one. */
    TRIPLE_DES_MAC_DES("3des-des", Cipher.TRIPLE_DES, 16, 8),
    TRIPLE_DES("3des", Cipher.TRIPLE_DES, 16, 16),
    SM4("sm4", Cipher.SM4, 16, 16);

    /** A block cipher. */
    enum Cipher {
        DES,
        TRIPLE_DES,
        SM4
    }

    private final String word;
    private final Cipher master;
    private final int pinKeyBytes;
    private final int macKeyBytes;

    KeyScheme(String word, Cipher master, int pinKeyBytes, int macKeyBytes) {
        this.word = word;
        this.master = master;
        this.pinKeyBytes = pinKeyBytes;
        this.macKeyBytes = macKeyBytes;
    }

    /** The scheme that a file calls {@code word}, or {@code null}. */
    static @Nullable KeyScheme of(String word) {
        for (KeyScheme scheme : values()) {
            if (scheme.word.equals(word)) {
                return scheme;
            }
        }
        return null;
    }

    /** The cipher under which working keys travel. */
    Cipher master() {
        return master;
    }

    Cipher pin() {
        return pinKeyBytes == 8 ? Cipher.DES : Cipher.TRIPLE_DES;
    }

    Cipher mac() {
        return this == SM4 ? Cipher.SM4 : macKeyBytes == 8 ? Cipher.DES : Cipher.TRIPLE_DES;
    }

    boolean isMasterKeyLength(int bytes) {
        return switch (master) {
            case DES -> bytes == 8;
            case TRIPLE_DES -> bytes == 16 || bytes == 24;
            case SM4 -> bytes == 16;
        };
    }

    int pinKeyBytes() {
        return pinKeyBytes;
    }

    int macKeyBytes() {
        return macKeyBytes;
    }
}
