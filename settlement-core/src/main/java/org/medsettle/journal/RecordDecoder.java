package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Decides whether the bytes at an index are a whole record of this journal. Every length is checked against its bound
 * before it is used.
 *
 * <p>Threads: the one that reads. Units: bytes, indexes into the buffer given.
 */
@ThreadConfined(Threads.CALLER)
final class RecordDecoder {
    private final CRC32C crc = new CRC32C();
    private final int salt;

    RecordDecoder(JournalId id) {
        salt = RecordDescriptor.salt(id);
    }

    /** Whether a whole record, of a command or of a batch's end, lies at {@code index} and ends before {@code limit}. */
    boolean isWhole(ByteBuffer buffer, int index, int limit) {
        if (limit - index < RecordDescriptor.HEADER_BYTES || !isPlausible(buffer, index)) {
            return false;
        }
        int bytes = recordBytes(buffer, index);
        return bytes <= limit - index && crcMatches(buffer, index, bytes);
    }

    /** Whether the fields of a record's header are within their bounds. */
    boolean isPlausible(ByteBuffer buffer, int index) {
        int bodyBytes = buffer.getInt(index + RecordDescriptor.LENGTH_OFFSET);
        if (buffer.getShort(index + RecordDescriptor.RESERVED_OFFSET) != 0) {
            return false;
        }
        return switch (buffer.getShort(index + RecordDescriptor.FLAGS_OFFSET)) {
            case 0 -> bodyBytes >= 0 && bodyBytes <= RecordDescriptor.MAX_BODY_BYTES;
            case RecordDescriptor.FLAG_FOOTER -> bodyBytes == RecordDescriptor.FOOTER_BODY_BYTES;
            default -> false;
        };
    }

    boolean isFooter(ByteBuffer buffer, int index) {
        return buffer.getShort(index + RecordDescriptor.FLAGS_OFFSET) == RecordDescriptor.FLAG_FOOTER;
    }

    /** Whether a whole closing record lies at {@code index}. */
    boolean isWholeFooter(ByteBuffer buffer, int index, int limit) {
        return limit - index >= RecordDescriptor.FOOTER_BYTES
                && buffer.getLong(index + RecordDescriptor.FOOTER_MAGIC_OFFSET) == RecordDescriptor.FOOTER_MAGIC
                && isFooter(buffer, index)
                && isWhole(buffer, index, limit);
    }

    int recordBytes(ByteBuffer buffer, int index) {
        return RecordDescriptor.recordBytes(buffer.getInt(index + RecordDescriptor.LENGTH_OFFSET));
    }

    private boolean crcMatches(ByteBuffer buffer, int index, int bytes) {
        int stored = buffer.getInt(index + RecordDescriptor.CRC_OFFSET);
        crc.reset();
        crc.update(buffer.limit(index + bytes).position(index + RecordDescriptor.LENGTH_OFFSET));
        buffer.clear();
        return ((int) crc.getValue() ^ salt) == stored;
    }
}
