package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The facts in a segment's header block, without the chain value, which goes to and from the {@link BatchChain}.
 *
 * <p>Threads: any, immutable. Units: bytes, epoch milliseconds.
 */
record SegmentHeader(
        long segmentNumber,
        long firstSequence,
        long firstBatchNumber,
        long segmentBytes,
        JournalId id,
        long createdEpochMs) {

    /** A block of the right size and order, all zero. */
    static ByteBuffer newBlock() {
        return ByteBuffer.allocateDirect(SegmentDescriptor.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills the block, which is left ready for writing out. */
    void encode(ByteBuffer block, BatchChain chain) {
        block.putLong(SegmentDescriptor.MAGIC_OFFSET, SegmentDescriptor.MAGIC);
        block.putInt(SegmentDescriptor.FORMAT_VERSION_OFFSET, SegmentDescriptor.FORMAT_VERSION);
        block.putInt(SegmentDescriptor.HEADER_LENGTH_OFFSET, SegmentDescriptor.HEADER_BYTES);
        block.putLong(SegmentDescriptor.SEGMENT_NUMBER_OFFSET, segmentNumber);
        block.putLong(SegmentDescriptor.FIRST_SEQUENCE_OFFSET, firstSequence);
        block.putLong(SegmentDescriptor.SEGMENT_BYTES_OFFSET, segmentBytes);
        block.putLong(SegmentDescriptor.BATCH_NUMBER_OFFSET, firstBatchNumber);
        block.putLong(SegmentDescriptor.ID_HIGH_OFFSET, id.high());
        block.putLong(SegmentDescriptor.ID_LOW_OFFSET, id.low());
        block.putLong(SegmentDescriptor.CREATED_OFFSET, createdEpochMs);
        chain.write(block, SegmentDescriptor.CHAIN_OFFSET);
        block.putInt(SegmentDescriptor.CRC_OFFSET, crc(block));
        block.clear();
    }

    /** What is wrong with a block, or null when {@link #decode} may be called. */
    static @Nullable Damage damage(ByteBuffer block) {
        if (block.getLong(SegmentDescriptor.MAGIC_OFFSET) != SegmentDescriptor.MAGIC) {
            return Damage.SEGMENT_HEADER;
        }
        if (block.getInt(SegmentDescriptor.FORMAT_VERSION_OFFSET) > SegmentDescriptor.FORMAT_VERSION) {
            return Damage.NEWER_FORMAT;
        }
        boolean sound = block.getInt(SegmentDescriptor.CRC_OFFSET) == crc(block)
                && block.getInt(SegmentDescriptor.FORMAT_VERSION_OFFSET) == SegmentDescriptor.FORMAT_VERSION
                && block.getInt(SegmentDescriptor.HEADER_LENGTH_OFFSET) == SegmentDescriptor.HEADER_BYTES
                && block.getLong(SegmentDescriptor.SEGMENT_NUMBER_OFFSET) > 0
                && block.getLong(SegmentDescriptor.FIRST_SEQUENCE_OFFSET) > 0
                && block.getLong(SegmentDescriptor.BATCH_NUMBER_OFFSET) > 0
                && isSegmentLength(block.getLong(SegmentDescriptor.SEGMENT_BYTES_OFFSET));
        return sound ? null : Damage.SEGMENT_HEADER;
    }

    static SegmentHeader decode(ByteBuffer block) {
        return new SegmentHeader(
                block.getLong(SegmentDescriptor.SEGMENT_NUMBER_OFFSET),
                block.getLong(SegmentDescriptor.FIRST_SEQUENCE_OFFSET),
                block.getLong(SegmentDescriptor.BATCH_NUMBER_OFFSET),
                block.getLong(SegmentDescriptor.SEGMENT_BYTES_OFFSET),
                new JournalId(
                        block.getLong(SegmentDescriptor.ID_HIGH_OFFSET),
                        block.getLong(SegmentDescriptor.ID_LOW_OFFSET)),
                block.getLong(SegmentDescriptor.CREATED_OFFSET));
    }

    String fileName() {
        return SegmentDescriptor.fileName(firstSequence);
    }

    private static boolean isSegmentLength(long bytes) {
        return bytes >= SegmentDescriptor.minSegmentBytes(RecordDescriptor.MIN_BATCH_BYTES)
                && bytes <= SegmentDescriptor.MAX_SEGMENT_BYTES
                && bytes % SegmentDescriptor.HEADER_BYTES == 0;
    }

    private static int crc(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate().position(0).limit(SegmentDescriptor.CRC_OFFSET));
        return (int) crc.getValue();
    }
}
