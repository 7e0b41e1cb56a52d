package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Lays commands out as records in one off-heap buffer and closes them as a batch, exactly as they go to disk.
 *
 * <p>Threads: the journal thread. Units: bytes. Invariant: no allocation after construction; the buffer never holds more
 * than its capacity less a closing record, so that a batch can always be closed.
 */
@ThreadConfined(Threads.JOURNAL)
final class BatchEncoder {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer;
    private final ByteBuffer view;
    private final LogCursor cursor;
    private final int salt;
    private int recordBytes;
    private int recordCount;
    private long lastTimeMs;

    /** @param cursor where the log stands; moved on with every record and every closed batch */
    BatchEncoder(int batchBytes, JournalId id, LogCursor cursor) {
        this.buffer = ByteBuffer.allocateDirect(batchBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.view = buffer.duplicate();
        this.cursor = cursor;
        this.salt = RecordDescriptor.salt(id);
    }

    boolean isEmpty() {
        return recordCount == 0;
    }

    int recordCount() {
        return recordCount;
    }

    /** Length of the batch if it were closed now. */
    int batchBytes() {
        return recordBytes + RecordDescriptor.FOOTER_BYTES;
    }

    int capacityBytes() {
        return buffer.capacity();
    }

    void append(long timeMs, int type, int version, ByteBuffer body, int length) {
        int start = recordBytes;
        int bytes = RecordDescriptor.recordBytes(length);
        buffer.putInt(start + RecordDescriptor.LENGTH_OFFSET, length);
        buffer.putLong(start + RecordDescriptor.SEQUENCE_OFFSET, cursor.nextSequence());
        buffer.putLong(start + RecordDescriptor.TIME_OFFSET, timeMs);
        buffer.putShort(start + RecordDescriptor.TYPE_OFFSET, (short) type);
        buffer.putShort(start + RecordDescriptor.VERSION_OFFSET, (short) version);
        buffer.putInt(start + RecordDescriptor.FLAGS_OFFSET, 0);
        if (length > 0) {
            buffer.putLong(start + bytes - Long.BYTES, 0);
            buffer.put(start + RecordDescriptor.HEADER_BYTES, body, 0, length);
        }
        putCrc(start, bytes);

        recordBytes += bytes;
        recordCount++;
        lastTimeMs = timeMs;
        cursor.onRecord();
    }

    /** Closes a batch of commands; the buffer then holds what goes to disk, from position to limit. */
    ByteBuffer close() {
        return close(RecordDescriptor.FOOTER_BATCH, lastTimeMs);
    }

    /** Closes a batch without commands, which marks an event in the life of the log. */
    ByteBuffer closeMark(int footerType, long timeMs) {
        return close(footerType, timeMs);
    }

    void clear() {
        recordBytes = 0;
        recordCount = 0;
    }

    private ByteBuffer close(int footerType, long timeMs) {
        int start = recordBytes;
        buffer.putInt(start + RecordDescriptor.LENGTH_OFFSET, RecordDescriptor.FOOTER_BODY_BYTES);
        buffer.putLong(start + RecordDescriptor.SEQUENCE_OFFSET, cursor.nextSequence() - 1);
        buffer.putLong(start + RecordDescriptor.TIME_OFFSET, timeMs);
        buffer.putShort(start + RecordDescriptor.TYPE_OFFSET, (short) footerType);
        buffer.putShort(start + RecordDescriptor.VERSION_OFFSET, (short) 0);
        buffer.putInt(start + RecordDescriptor.FLAGS_OFFSET, RecordDescriptor.FLAG_FOOTER);
        buffer.putInt(start + RecordDescriptor.FOOTER_RECORD_COUNT_OFFSET, recordCount);
        buffer.putInt(start + RecordDescriptor.FOOTER_RECORD_BYTES_OFFSET, recordBytes);
        buffer.putLong(start + RecordDescriptor.FOOTER_FIRST_SEQUENCE_OFFSET, cursor.nextSequence() - recordCount);
        buffer.putLong(start + RecordDescriptor.FOOTER_BATCH_NUMBER_OFFSET, cursor.nextBatchNumber());
        cursor.chain().extend(view, 0, start);
        cursor.chain().write(buffer, start + RecordDescriptor.FOOTER_CHAIN_OFFSET);
        buffer.putLong(start + RecordDescriptor.FOOTER_MAGIC_OFFSET, RecordDescriptor.FOOTER_MAGIC);
        putCrc(start, RecordDescriptor.FOOTER_BYTES);
        cursor.onBatch();
        return view.limit(start + RecordDescriptor.FOOTER_BYTES).position(0);
    }

    private void putCrc(int start, int bytes) {
        crc.reset();
        crc.update(view.limit(start + bytes).position(start + RecordDescriptor.LENGTH_OFFSET));
        buffer.putInt(start + RecordDescriptor.CRC_OFFSET, (int) crc.getValue() ^ salt);
    }
}
