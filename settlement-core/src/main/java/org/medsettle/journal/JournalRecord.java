package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A view of one command in a journal and of the place where it was found; valid during the visit only.
 *
 * <p>Threads: the one that reads. Units: bytes, epoch milliseconds; offset from the start of the file.
 */
@ThreadConfined(Threads.CALLER)
public final class JournalRecord {
    private final ByteBuffer body =
            ByteBuffer.allocate(RecordDescriptor.MAX_BODY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private String file = "";
    private long offset;
    private long sequence;
    private long timeMs;
    private int type;
    private int version;
    private int length;

    JournalRecord() {}

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public long sequence() {
        return sequence;
    }

    public long timeMs() {
        return timeMs;
    }

    public int type() {
        return type;
    }

    public int version() {
        return version;
    }

    /** Length of the body. */
    public int length() {
        return length;
    }

    /** The body from index 0, little-endian; bytes past {@link #length} mean nothing. */
    public ByteBuffer body() {
        return body;
    }

    void wrap(String fileName, long fileOffset, ByteBuffer source, int index) {
        file = fileName;
        offset = fileOffset;
        sequence = source.getLong(index + RecordDescriptor.SEQUENCE_OFFSET);
        timeMs = source.getLong(index + RecordDescriptor.TIME_OFFSET);
        type = Short.toUnsignedInt(source.getShort(index + RecordDescriptor.TYPE_OFFSET));
        version = Short.toUnsignedInt(source.getShort(index + RecordDescriptor.VERSION_OFFSET));
        length = source.getInt(index + RecordDescriptor.LENGTH_OFFSET);
        body.clear();
        body.put(0, source, index + RecordDescriptor.HEADER_BYTES, length);
    }
}
