package org.medsettle.journal;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;

/**
 * The real journal of one life of a node, whose segments are prepared when the caller says so instead of on a thread.
 *
 * <p>Threads: one. Failure: as {@link LocalJournal}.
 */
@ThreadConfined(Threads.CALLER)
public final class SteppedJournal {
    private final LocalJournal log;
    private @Nullable SteppedSegmentSupply supply;

    public SteppedJournal(DiskFiles files, JournalConfig config, JournalId idIfNew, EpochClock clock) {
        JournalParts parts = new JournalParts(files, config, clock, SyncListener.NONE, new JournalCounters());
        log = new LocalJournal(parts, idIfNew, () -> {
            SteppedSegmentSupply made = new SteppedSegmentSupply(files, config.segmentBytes());
            supply = made;
            return made;
        });
    }

    public CommandLog log() {
        return log;
    }

    /** Lets the preparer do its work, if there is any; answers false when it failed. */
    public boolean prepare() {
        return supply == null || supply.prepare();
    }
}
