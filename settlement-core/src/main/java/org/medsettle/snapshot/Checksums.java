package org.medsettle.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C over a part of a buffer. Threads: stateless. */
final class Checksums {
    private Checksums() {}

    /** Checksum of the bytes from {@code from} to {@code to}; neither position nor limit of the buffer is changed. */
    static int of(ByteBuffer buffer, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(from, to - from));
        return (int) crc.getValue();
    }
}
