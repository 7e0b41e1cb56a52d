package org.medsettle.gateway.pos.security;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Computes field 64. Ciphers stay keyed from one message to the next of the same terminal, so that a connection of one
 * terminal computes its MACs without allocating.
 *
 * <p>Units: bytes. Failure: a terminal without working keys has no MAC, which is a value.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class MacRules {
    public static final int MAC_BYTES = 8;

    private static final int BLOCK_BYTES_MAX = 16;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private final byte[] block = new byte[BLOCK_BYTES_MAX];
    private final byte[] text = new byte[2 * BLOCK_BYTES_MAX];
    private final byte[] expected = new byte[MAC_BYTES];
    private @Nullable WorkingKeys keyed;
    private @Nullable BlockCipher encrypt;
    private @Nullable BlockCipher decryptRight;

    /** True when the eight bytes at {@code to} are the MAC of the bytes from {@code from} to {@code to}. */
    public boolean verify(TerminalSecurity terminal, byte[] bytes, int from, int to) {
        if (!compute(terminal, bytes, from, to, expected, 0)) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < MAC_BYTES; i++) {
            difference |= expected[i] ^ bytes[to + i];
        }
        return difference == 0;
    }

    /** Writes the MAC of some bytes; false when the terminal has no working keys. */
    public boolean compute(TerminalSecurity terminal, byte[] bytes, int from, int to, byte[] into, int at) {
        WorkingKeys keys = terminal.keys();
        if (keys == null || terminal.algorithm() == MacAlgorithm.NONE) {
            return false;
        }
        BlockCipher cipher = key(keys, terminal);
        int size = cipher.getBlockSize();
        if (terminal.algorithm() == MacAlgorithm.CUP_ECB) {
            fold(bytes, from, to, size, null);
            throughHex(cipher, size);
            for (int i = 0; i < MAC_BYTES; i++) {
                into[at + i] = HEX[nibble(block, i)];
            }
        } else {
            fold(bytes, from, to, size, cipher);
            BlockCipher right = decryptRight;
            if (right != null) {
                right.processBlock(block, 0, block, 0);
                cipher.processBlock(block, 0, block, 0);
            }
            System.arraycopy(block, 0, into, at, MAC_BYTES);
        }
        return true;
    }

    /** Folds all blocks into {@link #block}, the last filled up with zeroes; with a cipher, encrypts after each. */
    private void fold(byte[] bytes, int from, int to, int size, @Nullable BlockCipher cipher) {
        Arrays.fill(block, (byte) 0);
        for (int start = from; start < to; start += size) {
            int end = Math.min(start + size, to);
            for (int i = start; i < end; i++) {
                block[i - start] ^= bytes[i];
            }
            if (cipher != null) {
                cipher.processBlock(block, 0, block, 0);
            }
        }
    }

    /** From the folded block x to E(E(left half of hex(x)) xor right half). */
    private void throughHex(BlockCipher cipher, int size) {
        for (int i = 0; i < 2 * size; i++) {
            text[i] = HEX[nibble(block, i)];
        }
        cipher.processBlock(text, 0, block, 0);
        for (int i = 0; i < size; i++) {
            block[i] ^= text[size + i];
        }
        cipher.processBlock(block, 0, block, 0);
    }

    private static int nibble(byte[] bytes, int index) {
        int pair = bytes[index >> 1];
        return (index & 1) == 0 ? pair >> 4 & 0xF : pair & 0xF;
    }

    private BlockCipher key(WorkingKeys keys, TerminalSecurity terminal) {
        BlockCipher ready = encrypt;
        if (ready != null && keyed == keys) {
            return ready;
        }
        KeyScheme.Cipher cipher = terminal.scheme().mac();
        boolean retail = terminal.algorithm() == MacAlgorithm.X9_19 && cipher == KeyScheme.Cipher.TRIPLE_DES;
        decryptRight =
                retail ? BlockCiphers.make(KeyScheme.Cipher.DES, Arrays.copyOfRange(keys.mac, 8, 16), false) : null;
        BlockCipher fresh = retail
                ? BlockCiphers.make(KeyScheme.Cipher.DES, Arrays.copyOf(keys.mac, 8), true)
                : BlockCiphers.make(cipher, keys.mac, true);
        encrypt = fresh;
        keyed = keys;
        return fresh;
    }
}
