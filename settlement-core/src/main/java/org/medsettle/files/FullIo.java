package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadSafe;

/**
 * Whole writes and reads over files that may do less than asked.
 *
 * <p>Threads: stateless. Failure: {@link IOException}, also when a call makes no progress at all.
 */
@ThreadSafe
public final class FullIo {
    private FullIo() {}

    /** Writes everything that remains in {@code source}. */
    public static void write(DiskFile file, ByteBuffer source, long position) throws IOException {
        long target = position;
        while (source.hasRemaining()) {
            int written = file.write(source, target);
            if (written <= 0) {
                throw new IOException("a write of " + source.remaining() + " bytes made no progress");
            }
            target += written;
        }
    }

    /** Reads until {@code target} is full. */
    public static void read(DiskFile file, ByteBuffer target, long position) throws IOException {
        long source = position;
        while (target.hasRemaining()) {
            int read = file.read(target, source);
            if (read <= 0) {
                throw new IOException("the file ends " + target.remaining() + " bytes too early");
            }
            source += read;
        }
    }
}
