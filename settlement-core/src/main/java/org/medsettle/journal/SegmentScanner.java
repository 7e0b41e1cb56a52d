package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/**
 * Reads one segment batch by batch: a batch is checked whole before any of its commands is shown.
 *
 * <p>Threads: the one that reads. Units: bytes; positions in the file, indexes in the window.
 * <p>Invariant: the cursor and {@link #position} stand after the last whole batch.
 */
@ThreadConfined(Threads.CALLER)
final class SegmentScanner {
    private final String name;
    private final SegmentHeader header;
    private final SegmentWindow window;
    private final RecordDecoder decoder;
    private final LogCursor cursor;
    private final ByteBuffer buffer;
    private long position = SegmentDescriptor.HEADER_BYTES;
    private long lastBatchPosition = SegmentDescriptor.HEADER_BYTES;
    private long recordSequence;

    SegmentScanner(String name, SegmentHeader header, DiskFile file, LogCursor cursor) {
        this.name = name;
        this.header = header;
        this.cursor = cursor;
        this.window = new SegmentWindow(file, header.segmentBytes());
        this.buffer = window.buffer();
        this.decoder = new RecordDecoder(header.id());
    }

    /** Shows all commands from a sequence on; {@code isLast} says that nothing may follow and a write may be torn. */
    RecoveryOutcome scan(long fromSequence, JournalReader.Visitor visitor, JournalRecord view, boolean isLast)
            throws IOException {
        while (position < header.segmentBytes()) {
            int footer = findFooter();
            if (footer < 0) {
                return judgeTail(-1 - footer, isLast);
            }
            int start = window.index(position);
            Corrupt contradiction = checkBatch(start, footer);
            if (contradiction != null) {
                return contradiction;
            }
            deliver(start, footer, fromSequence, visitor, view);
            lastBatchPosition = position;
            position = window.position(footer + RecordDescriptor.FOOTER_BYTES);
        }
        return cursor.clean();
    }

    /** Where the next batch belongs. */
    long position() {
        return position;
    }

    /** Where the last whole batch begins; the first position when there is none. */
    long lastBatchPosition() {
        return lastBatchPosition;
    }

    /** Index of the closing record of the batch at the position, or -1 minus the index of the first bad record. */
    private int findFooter() throws IOException {
        int found = window.holds(position) ? walk() : Integer.MIN_VALUE;
        if (found < 0 && !window.startsAt(position)) {
            window.load(position);
            found = walk();
        }
        return found;
    }

    private int walk() {
        int index = window.index(position);
        recordSequence = cursor.nextSequence();
        while (decoder.isWhole(buffer, index, window.length())) {
            if (decoder.isFooter(buffer, index)) {
                return index;
            }
            recordSequence++;
            index += decoder.recordBytes(buffer, index);
        }
        return -1 - index;
    }

    private @Nullable Corrupt checkBatch(int start, int footer) {
        long sequence = cursor.nextSequence();
        int count = 0;
        for (int i = start; i < footer; i += decoder.recordBytes(buffer, i)) {
            if (buffer.getLong(i + RecordDescriptor.SEQUENCE_OFFSET) != sequence + count) {
                return corrupt(Damage.SEQUENCE_GAP, sequence + count, i, "the record carries another sequence");
            }
            count++;
        }
        if (buffer.getLong(footer + RecordDescriptor.FOOTER_BATCH_NUMBER_OFFSET) != cursor.nextBatchNumber()) {
            return corrupt(Damage.SEQUENCE_GAP, sequence, footer, "the batch carries another number");
        }
        boolean agrees = buffer.getInt(footer + RecordDescriptor.FOOTER_RECORD_COUNT_OFFSET) == count
                && buffer.getInt(footer + RecordDescriptor.FOOTER_RECORD_BYTES_OFFSET) == footer - start
                && buffer.getLong(footer + RecordDescriptor.FOOTER_FIRST_SEQUENCE_OFFSET) == sequence
                && buffer.getLong(footer + RecordDescriptor.SEQUENCE_OFFSET) == sequence + count - 1
                && buffer.getLong(footer + RecordDescriptor.FOOTER_MAGIC_OFFSET) == RecordDescriptor.FOOTER_MAGIC;
        if (!agrees) {
            return corrupt(Damage.BATCH_TOTALS, sequence, footer, "the closing record contradicts its batch");
        }
        if (!cursor.chain().extendIfMatching(buffer, start, footer)) {
            return corrupt(Damage.CHAIN, sequence, footer, "the chain value does not follow from what is before");
        }
        cursor.onRecords(count);
        cursor.onBatch();
        if (!cursor.anchor().agreesWith(cursor, header.id())) {
            return corrupt(
                    Damage.CHAIN, sequence, footer, "the snapshot was taken of another history: " + cursor.anchor());
        }
        return null;
    }

    private void deliver(int start, int footer, long fromSequence, JournalReader.Visitor visitor, JournalRecord view) {
        for (int i = start; i < footer; i += decoder.recordBytes(buffer, i)) {
            if (buffer.getLong(i + RecordDescriptor.SEQUENCE_OFFSET) >= fromSequence) {
                view.wrap(name, window.position(i), buffer, i);
                visitor.onRecord(view);
            }
        }
    }

    private RecoveryOutcome judgeTail(int invalid, boolean isLast) throws IOException {
        long invalidPosition = window.position(invalid);
        long lastNonZero = window.lastNonZero(position);
        if (lastNonZero < 0) {
            return cursor.clean();
        }
        if (!isLast) {
            return corrupt(Damage.RECORD, invalidPosition, "no whole record, in a segment that is not the last");
        }
        if (lastNonZero - position >= RecordDescriptor.MAX_BATCH_BYTES) {
            return corrupt(Damage.STRAY_BYTES, invalidPosition, "bytes at offset " + lastNonZero + " after zeroes");
        }
        window.load(position);
        TornTailRules rules = new TornTailRules(decoder, buffer, position, 0, window.index(lastNonZero));
        String refusal = rules.refusal(window.index(invalidPosition), cursor.nextBatchNumber());
        if (refusal != null) {
            return corrupt(Damage.RECORD, invalidPosition, refusal);
        }
        return cursor.tornTail(name, position, lastNonZero + 1 - position);
    }

    private Corrupt corrupt(Damage damage, long sequence, int index, String detail) {
        return new Corrupt(damage, sequence, name, window.position(index), detail);
    }

    private Corrupt corrupt(Damage damage, long offset, String detail) {
        return new Corrupt(damage, recordSequence, name, offset, detail);
    }
}
