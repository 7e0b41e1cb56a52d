package org.medsettle.gateway.pos.security;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Bare block ciphers, keyed.
 *
 * <p>Threads: stateless; what is made belongs to whoever asked. Failure: a key of a wrong length is a bug.
 */
final class BlockCiphers {
    private BlockCiphers() {}

    static BlockCipher make(KeyScheme.Cipher cipher, byte[] key, boolean encrypting) {
        BlockCipher engine =
                switch (cipher) {
                    case DES -> new DESEngine();
                    case TRIPLE_DES -> new DESedeEngine();
                    case SM4 -> new SM4Engine();
                };
        engine.init(encrypting, new KeyParameter(key));
        return engine;
    }

    /** Encrypts whole blocks one by one. */
    static byte[] encrypt(KeyScheme.Cipher cipher, byte[] key, byte[] plain) {
        return each(make(cipher, key, true), plain);
    }

    static byte[] decrypt(KeyScheme.Cipher cipher, byte[] key, byte[] secret) {
        return each(make(cipher, key, false), secret);
    }

    private static byte[] each(BlockCipher engine, byte[] input) {
        byte[] output = new byte[input.length];
        for (int at = 0; at < input.length; at += engine.getBlockSize()) {
            engine.processBlock(input, at, output, at);
        }
        return output;
    }

    /** The first four bytes of zeroes encrypted, by which a receiver tells that it has the key right. */
    static byte[] checkValue(KeyScheme.Cipher cipher, byte[] key) {
        byte[] zeroes = new byte[make(cipher, key, true).getBlockSize()];
        byte[] value = new byte[4];
        System.arraycopy(encrypt(cipher, key, zeroes), 0, value, 0, value.length);
        return value;
    }
}
