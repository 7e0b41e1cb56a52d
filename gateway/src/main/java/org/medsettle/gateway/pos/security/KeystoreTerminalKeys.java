package org.medsettle.gateway.pos.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * Terminals' keys with master keys from a keystore and working keys made here, at random, at each sign-on. Working keys
 * live in this process alone: after a restart a terminal is told A0 and signs on again.
 *
 * <p>Threads: any; the table is never changed. Invariant: every byte of a DES key has odd parity.
 */
@ThreadSafe
public final class KeystoreTerminalKeys implements TerminalKeys {
    private static final int LONG_KEY_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final TerminalSecurity[] table;
    private final Map<TerminalSecurity, byte[]> masterKeys = new HashMap<>();
    private final int mask;

    KeystoreTerminalKeys(Map<TerminalSecurity, byte[]> masterKeys) {
        this.masterKeys.putAll(masterKeys);
        int size = Integer.highestOneBit(Math.max(1, masterKeys.size())) * 4;
        mask = size - 1;
        table = new TerminalSecurity[size];
        for (TerminalSecurity terminal : masterKeys.keySet()) {
            int at = hash(terminal.identity(), 0) & mask;
            while (table[at] != null) {
                at = (at + 1) & mask;
            }
            table[at] = terminal;
        }
    }

    /** Terminals that have keys. */
    public int count() {
        return masterKeys.size();
    }

    @Override
    public @Nullable TerminalSecurity find(byte[] bytes, int offset) {
        for (int at = hash(bytes, offset) & mask; ; at = (at + 1) & mask) {
            TerminalSecurity terminal = table[at];
            if (terminal == null || terminal.isAt(bytes, offset)) {
                return terminal;
            }
        }
    }

    private static int hash(byte[] bytes, int offset) {
        int hash = 17;
        for (int i = offset; i < offset + TerminalSecurity.IDENTITY_BYTES; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash * 0x9E3779B1) >>> 7;
    }

    @Override
    public byte @Nullable [] issue(TerminalSecurity terminal, int layout) {
        KeyScheme scheme = terminal.scheme();
        boolean single = layout == SINGLE_LENGTH;
        byte[] master = masterKeys.get(terminal);
        if (master == null || single != (scheme.pinKeyBytes() == 8)) {
            return null;
        }
        WorkingKeys fresh = new WorkingKeys(
                desKey(scheme.pinKeyBytes()),
                scheme == KeyScheme.SM4 ? randomKey(LONG_KEY_BYTES) : desKey(scheme.macKeyBytes()));
        int width = single ? 8 : LONG_KEY_BYTES;
        ByteArrayOutputStream field = new ByteArrayOutputStream(60);
        put(field, scheme, master, scheme.pin(), fresh.pin, width);
        put(field, scheme, master, scheme.mac(), fresh.mac, width);
        if (layout == DOUBLE_LENGTH_AND_TRACK) {
            put(field, scheme, master, KeyScheme.Cipher.TRIPLE_DES, desKey(LONG_KEY_BYTES), width);
        }
        terminal.keys(fresh);
        return field.toByteArray();
    }

    private static void put(
            ByteArrayOutputStream field,
            KeyScheme scheme,
            byte[] master,
            KeyScheme.Cipher cipher,
            byte[] key,
            int width) {
        byte[] secret = BlockCiphers.encrypt(scheme.master(), master, key);
        field.writeBytes(Arrays.copyOf(secret, width));
        field.writeBytes(BlockCiphers.checkValue(cipher, key));
    }

    private byte[] randomKey(int bytes) {
        byte[] key = new byte[bytes];
        random.nextBytes(key);
        return key;
    }

    private byte[] desKey(int bytes) {
        byte[] key = randomKey(bytes);
        for (int i = 0; i < bytes; i++) {
            int upper = key[i] & 0xFE;
            key[i] = (byte) (upper | ((Integer.bitCount(upper) & 1) ^ 1));
        }
        return key;
    }

    /** Fields 41 and 42 of a terminal, padded as in messages. */
    static byte[] identity(String merchant, String terminal) {
        byte[] identity = new byte[TerminalSecurity.IDENTITY_BYTES];
        Arrays.fill(identity, (byte) ' ');
        byte[] first = terminal.getBytes(StandardCharsets.US_ASCII);
        byte[] second = merchant.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(first, 0, identity, 0, first.length);
        System.arraycopy(second, 0, identity, 8, second.length);
        return identity;
    }
}
