package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private List<LogAnchor> anchors = List.of();
    private @Nullable LogPosition refused;

    /** Expects to come by these positions. */
    void expect(List<LogAnchor> positions) {
        anchors = positions;
    }

    /** The position that says otherwise of where the log stands, behind a batch or at the beginning of a segment; or null. */
    @Nullable
    LogAnchor contradicted(JournalId journal) {
        for (int i = 0; i < anchors.size(); i++) {
            if (!anchors.get(i).agreesWith(this, journal)) {
                refused = anchors.get(i).position();
                return anchors.get(i);
            }
        }
        return null;
    }

    /** A position that reading has not come by, or null. */
    @Nullable
    LogAnchor missed() {
        for (LogAnchor anchor : anchors) {
            if (!anchor.isPassed()) {
                refused = anchor.position();
                return anchor;
            }
        }
        return null;
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

    /** The position that was contradicted or missed, or null. */
    @Nullable
    LogPosition refused() {
        return refused;
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
