package org.medsettle.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/**
 * The preparer without its thread: it works when it is told to, and at the latest when its segment is wanted. Who takes
 * waits for a few attempts, as the journal thread waits out its timeout.
 *
 * <p>Threads: one.
 */
@ThreadConfined(Threads.CALLER)
final class SteppedSegmentSupply implements SegmentSupply {
    private static final int ATTEMPTS = 3;

    private final SegmentAllocation allocation;
    private boolean wanted;
    private @Nullable DiskFile prepared;
    private @Nullable IOException lastFailure;

    SteppedSegmentSupply(DiskFiles files, long segmentBytes) {
        allocation = new SegmentAllocation(files, segmentBytes);
    }

    /** Makes the wanted segment; answers false when that failed. */
    boolean prepare() {
        if (!wanted) {
            return true;
        }
        try {
            prepared = allocation.create(() -> false);
            wanted = false;
            lastFailure = null;
            return true;
        } catch (IOException e) {
            lastFailure = e;
            return false;
        }
    }

    @Override
    public void request() {
        wanted = true;
    }

    @Override
    public DiskFile take(long timeoutNs) {
        for (int attempt = 0; attempt < ATTEMPTS && prepared == null; attempt++) {
            prepare();
        }
        DiskFile taken = prepared;
        if (taken == null) {
            throw new JournalFailedException("no segment was ready in time to go on writing", lastFailure);
        }
        prepared = null;
        return taken;
    }

    @Override
    public SupplyState state() {
        if (lastFailure != null) {
            return SupplyState.FAILING;
        }
        return prepared == null ? SupplyState.PREPARING : SupplyState.READY;
    }

    @Override
    public void close() {
        // No thread to end; a file half made stays, as the port allows.
    }
}
