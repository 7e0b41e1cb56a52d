package org.medsettle.journal;

import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Where a log stands: the next sequence, the next batch and the chain so far. Reading moves it to the end of what is
 * there, writing moves it on from there.
 *
 * <p>Threads: the journal thread, or the one that recovers or verifies.
 */
@ThreadConfined(Threads.JOURNAL)
final class LogCursor {
    private final BatchChain chain = new BatchChain();
    private long nextSequence = 1;
    private long nextBatchNumber = 1;
    private long records;
    private long batches;
    private LogAnchor anchor = new LogAnchor(LogPosition.START);

    /** Expects to come by this position. */
    void expect(LogAnchor position) {
        anchor = position;
    }

    LogAnchor anchor() {
        return anchor;
    }

    /** Stands at the beginning of a new journal. */
    void reset(JournalId id) {
        chain.reset(id);
        nextSequence = 1;
        nextBatchNumber = 1;
    }

    /** Stands at the beginning of a segment, its word being taken for what is before it. */
    void reset(SegmentHeader header, ByteBuffer block) {
        chain.read(block, SegmentDescriptor.CHAIN_OFFSET);
        nextSequence = header.firstSequence();
        nextBatchNumber = header.firstBatchNumber();
    }

    BatchChain chain() {
        return chain;
    }

    long nextSequence() {
        return nextSequence;
    }

    long nextBatchNumber() {
        return nextBatchNumber;
    }

    void onRecord() {
        nextSequence++;
        records++;
    }

    void onRecords(int count) {
        nextSequence += count;
        records += count;
    }

    void onBatch() {
        nextBatchNumber++;
        batches++;
    }

    RecoveryOutcome.Clean clean() {
        return new RecoveryOutcome.Clean(nextSequence - 1, records, batches);
    }

    RecoveryOutcome.TornTail tornTail(String file, long offset, long cutBytes) {
        return new RecoveryOutcome.TornTail(nextSequence - 1, records, batches, file, offset, cutBytes);
    }
}
