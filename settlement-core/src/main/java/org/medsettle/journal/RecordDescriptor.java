package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.medsettle.common.ThreadSafe;

/**
 * Layout of a command record and of the record that closes a batch; all numbers little-endian, see {@code
 * docs/spec/journal-format.md}.
 *
 * <p>Threads: stateless. Units: bytes, offsets from the start of the record.
 */
@ThreadSafe
final class RecordDescriptor {
    static final int ALIGNMENT = 8;

    static final int CRC_OFFSET = 0;
    static final int LENGTH_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int TYPE_OFFSET = 24;
    static final int VERSION_OFFSET = 26;
    static final int FLAGS_OFFSET = 28;
    static final int RESERVED_OFFSET = 30;
    static final int HEADER_BYTES = 32;
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** Flag of a record that closes a batch. */
    static final int FLAG_FOOTER = 1;

    /** Types of closing records: a batch of commands, the mark of an opened log, the mark of a clean stop. */
    static final int FOOTER_BATCH = 0;

    static final int FOOTER_OPENED = 1;
    static final int FOOTER_CLOSED = 2;

    static final int FOOTER_RECORD_COUNT_OFFSET = 32;
    static final int FOOTER_RECORD_BYTES_OFFSET = 36;
    static final int FOOTER_FIRST_SEQUENCE_OFFSET = 40;
    static final int FOOTER_BATCH_NUMBER_OFFSET = 48;
    static final int FOOTER_CHAIN_OFFSET = 56;
    static final int FOOTER_MAGIC_OFFSET = 88;
    static final int FOOTER_BYTES = 96;
    static final int FOOTER_BODY_BYTES = FOOTER_BYTES - HEADER_BYTES;

    /** The bytes "MJ-BATCH", the last ones of every batch; none of them is zero. */
    static final long FOOTER_MAGIC = 0x48435441_422D4A4DL;

    /** One record of the longest body, and its closing record. */
    static final int MIN_BATCH_BYTES = HEADER_BYTES + MAX_BODY_BYTES + FOOTER_BYTES;

    static final int MAX_BATCH_BYTES = 16 << 20;

    private RecordDescriptor() {}

    /** Space of a record with a body of so many bytes, padding included. */
    static int recordBytes(int bodyBytes) {
        return HEADER_BYTES + ((bodyBytes + ALIGNMENT - 1) & -ALIGNMENT);
    }

    /** CRC32C of the identifier; exclusive-ored into every record's checksum, so that no record of another journal passes. */
    static int salt(JournalId id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(bytes.putLong(id.high()).putLong(id.low()).flip());
        return (int) crc.getValue();
    }
}
