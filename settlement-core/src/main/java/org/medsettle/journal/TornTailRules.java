package org.medsettle.journal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Tells a write that a crash has cut short from damage to a batch that may have been acknowledged.
 *
 * <p>The rules rest on three facts: a segment is all zero before it is written; at most one batch is not yet forced; a
 * sector of 512 bytes is written wholly or not at all. So a torn batch lacks its end, or at least one whole sector of it is
 * still zero. A bad batch that lacks nothing, or after which anything else was written, had been forced: it is refused.
 *
 * <p>Threads: the one that reads. Units: indexes into the window's buffer.
 */
@ThreadConfined(Threads.CALLER)
final class TornTailRules {
    static final int SECTOR_BYTES = 512;

    private final RecordDecoder decoder;
    private final ByteBuffer buffer;
    private final long windowPosition;
    private final int batchStart;
    private final int lastNonZero;
    private final int end;

    /** @param windowPosition where in the file index 0 of the buffer lies, which decides where sectors begin */
    TornTailRules(RecordDecoder decoder, ByteBuffer buffer, long windowPosition, int batchStart, int lastNonZero) {
        this.decoder = decoder;
        this.buffer = buffer;
        this.windowPosition = windowPosition;
        this.batchStart = batchStart;
        this.lastNonZero = lastNonZero;
        this.end = (lastNonZero + RecordDescriptor.ALIGNMENT) & -RecordDescriptor.ALIGNMENT;
    }

    /** Why the batch cannot be a torn write; null when it can. {@code invalid} is its first record that is not whole. */
    @Nullable
    String refusal(int invalid, long expectedBatchNumber) {
        for (int i = batchStart; i + RecordDescriptor.FOOTER_BYTES <= end; i += RecordDescriptor.ALIGNMENT) {
            if (decoder.isWholeFooter(buffer, i, end)) {
                return refusalBeforeFooter(invalid, i, expectedBatchNumber);
            }
        }
        return refusalWithoutFooter(invalid);
    }

    private @Nullable String refusalBeforeFooter(int invalid, int footer, long expectedBatchNumber) {
        boolean own = buffer.getLong(footer + RecordDescriptor.FOOTER_BATCH_NUMBER_OFFSET) == expectedBatchNumber
                && buffer.getInt(footer + RecordDescriptor.FOOTER_RECORD_BYTES_OFFSET) == footer - batchStart;
        if (!own) {
            return "the record is not whole, and a later batch is";
        }
        if (end > footer + RecordDescriptor.FOOTER_BYTES) {
            return "the record is not whole, and its batch was followed by another";
        }
        return hasMissingSector(invalid, footer)
                ? null
                : "the record is not whole, but nothing of its batch is missing";
    }

    private @Nullable String refusalWithoutFooter(int invalid) {
        int bodyStart = invalid + RecordDescriptor.HEADER_BYTES;
        if (lastNonZero < bodyStart || hasMissingSector(invalid, bodyStart)) {
            return null;
        }
        if (!decoder.isPlausible(buffer, invalid)) {
            return "these bytes are no record, and no sector of them is missing";
        }
        int recordEnd = invalid + decoder.recordBytes(buffer, invalid);
        boolean cutShort = decoder.isFooter(buffer, invalid) ? lastNonZero < recordEnd - 1 : lastNonZero < recordEnd;
        if (cutShort || hasMissingSector(invalid, recordEnd)) {
            return null;
        }
        return "the record is not whole, but nothing of it is missing";
    }

    /** Whether a sector that overlaps the range holds only zeroes, as far as it belongs to the batch. */
    private boolean hasMissingSector(int from, int to) {
        long sector = (windowPosition + from) & -SECTOR_BYTES;
        while (sector < windowPosition + to) {
            int pieceStart = (int) Math.max(sector - windowPosition, batchStart);
            int pieceEnd = (int) Math.min(sector - windowPosition + SECTOR_BYTES, Math.max(end, to));
            if (isZero(pieceStart, Math.min(pieceEnd, buffer.capacity()))) {
                return true;
            }
            sector += SECTOR_BYTES;
        }
        return false;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
