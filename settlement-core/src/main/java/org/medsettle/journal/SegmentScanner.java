package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
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
    /** No write of a batch takes longer from its first byte to its last, unless the disk hangs. */
    private static final long WRITE_LIMIT_NS = 2_000_000_000L;

    private static final long WRITE_PAUSE_NS = 5_000_000L;

    private final String name;
    private final SegmentHeader header;
    private final SegmentWindow window;
    private final RecordDecoder decoder;
    private final LogCursor cursor;
    private final ByteBuffer buffer;
    private long position = SegmentDescriptor.HEADER_BYTES;
    private long lastBatchPosition = SegmentDescriptor.HEADER_BYTES;
    private long recordSequence;
    private long lastSequence = Long.MAX_VALUE;
    private boolean isBeingWritten;

    SegmentScanner(String name, SegmentHeader header, DiskFile file, LogCursor cursor) {
        this.name = name;
        this.header = header;
        this.cursor = cursor;
        this.window = new SegmentWindow(file, header.segmentBytes());
        this.buffer = window.buffer();
        this.decoder = new RecordDecoder(header.id());
    }

    /** Ends in front of the first batch that goes beyond this sequence. */
    SegmentScanner endingAt(long sequence) {
        lastSequence = sequence;
        return this;
    }

    /** A node may be writing the segment meanwhile, if it is the last one. */
    SegmentScanner whileWritten(boolean may) {
        isBeingWritten = may;
        return this;
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
            if (buffer.getLong(footer + RecordDescriptor.SEQUENCE_OFFSET) > lastSequence) {
                return cursor.clean();
            }
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
        LogAnchor other = cursor.contradicted(header.id());
        return other == null
                ? null
                : corrupt(Damage.CHAIN, sequence, footer, "the snapshot was taken of another history: " + other);
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
        if (isLast && isBeingWritten && awaitEnd()) {
            return cursor.clean();
        }
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

    /**
     * Whether the position was the end while somebody was writing on: there is nothing behind it, or a whole batch by now.
     * Something between the two for long is what a crash has left, or damage.
     */
    private boolean awaitEnd() throws IOException {
        long deadlineNs = System.nanoTime() + WRITE_LIMIT_NS;
        do {
            if (window.lastNonZero(position) < 0) {
                return true;
            }
            window.load(position);
            if (walk() >= 0) {
                return true;
            }
            LockSupport.parkNanos(WRITE_PAUSE_NS);
        } while (System.nanoTime() < deadlineNs);
        window.load(position);
        return false;
    }

    private Corrupt corrupt(Damage damage, long sequence, int index, String detail) {
        return new Corrupt(damage, sequence, name, window.position(index), detail);
    }

    private Corrupt corrupt(Damage damage, long offset, String detail) {
        return new Corrupt(damage, recordSequence, name, offset, detail);
    }
}
