package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.medsettle.common.ThreadSafe;

/**
 * SHA-256 of files and texts, in hex.
 *
 * <p>Threads: stateless. Units: bytes. Failure: {@link IOException} as the disk gives it, also for a file that ends early.
 */
@ThreadSafe
public final class Sha256 {
    private static final int CHUNK_BYTES = 1 << 20;

    private Sha256() {}

    /** Of a text in UTF-8. */
    public static String of(String text) {
        return hex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of the first {@code bytes} bytes of a file. */
    public static String of(DiskFile file, long bytes) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(CHUNK_BYTES, bytes)));
        for (long at = 0; at < bytes; at += chunk.capacity()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - at));
            FullIo.read(file, chunk, at);
            digest.update(chunk.flip());
        }
        return hex(digest.digest());
    }

    /** A digest to be fed piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }
}
