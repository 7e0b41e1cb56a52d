package org.medsettle.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file, read and written at explicit positions.
 *
 * <p>Threads: one at a time. Units: bytes. Failure: {@link IOException}; a short write is normal and returns what it did.
 */
public interface DiskFile extends Closeable {
    /** Writes from the buffer's position on; returns the bytes written, and advances the buffer by as many. */
    int write(ByteBuffer source, long position) throws IOException;

    /** Reads into the buffer; returns the bytes read, or -1 at the end of the file. */
    int read(ByteBuffer target, long position) throws IOException;

    /** Makes everything written durable; with {@code metadata} also what is not needed for reading it back. */
    void force(boolean metadata) throws IOException;

    long size() throws IOException;
}
