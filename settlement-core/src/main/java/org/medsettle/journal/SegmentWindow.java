package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.FullIo;

/**
 * The part of a segment that is in memory while reading; long enough for the longest batch.
 *
 * <p>Threads: the one that reads. Units: bytes; positions in the file, indexes in the buffer.
 */
@ThreadConfined(Threads.CALLER)
final class SegmentWindow {
    private final ByteBuffer buffer;
    private final DiskFile file;
    private final long fileBytes;
    private long start;
    private int length;

    SegmentWindow(DiskFile file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
        this.buffer = ByteBuffer.allocateDirect((int) Math.min(RecordDescriptor.MAX_BATCH_BYTES, fileBytes))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its limit and position are always its capacity and 0 between calls. */
    ByteBuffer buffer() {
        return buffer;
    }

    boolean startsAt(long position) {
        return length > 0 && start == position;
    }

    boolean holds(long position) {
        return position >= start && position < start + length;
    }

    int index(long position) {
        return Math.toIntExact(position - start);
    }

    long position(int index) {
        return start + index;
    }

    /** Bytes that have been read into the buffer. */
    int length() {
        return length;
    }

    /** Reads as much as fits, from {@code position} on. */
    void load(long position) throws IOException {
        start = position;
        length = (int) Math.min(buffer.capacity(), fileBytes - position);
        FullIo.read(file, buffer.clear().limit(length), position);
        buffer.clear();
    }

    /** Position of the last byte that is not zero, from {@code from} to the end of the file; -1 when all are. */
    long lastNonZero(long from) throws IOException {
        long last = -1;
        for (long position = from; position < fileBytes; position += length) {
            load(position);
            int index = lastNonZeroIndex();
            if (index >= 0) {
                last = position + index;
            }
        }
        return last;
    }

    private int lastNonZeroIndex() {
        int index = length;
        while (index % Long.BYTES == 0 && index > 0 && buffer.getLong(index - Long.BYTES) == 0) {
            index -= Long.BYTES;
        }
        do {
            index--;
        } while (index >= 0 && buffer.get(index) == 0);
        return index;
    }
}
