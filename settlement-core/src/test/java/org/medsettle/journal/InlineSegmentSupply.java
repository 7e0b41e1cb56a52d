package org.medsettle.journal;

import java.io.IOException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/** Prepares a segment at the moment it is taken, so that a scripted run does its I/O in one order. Threads: one. */
@ThreadConfined(Threads.JOURNAL)
final class InlineSegmentSupply implements SegmentSupply {
    private final SegmentAllocation allocation;

    InlineSegmentSupply(DiskFiles files, long segmentBytes) {
        allocation = new SegmentAllocation(files, segmentBytes);
    }

    @Override
    public void request() {
        // Prepared when taken.
    }

    @Override
    public DiskFile take(long timeoutNs) {
        try {
            return allocation.create(() -> false);
        } catch (IOException e) {
            throw new JournalFailedException("cannot prepare a segment", e);
        }
    }

    @Override
    public SupplyState state() {
        return SupplyState.READY;
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
