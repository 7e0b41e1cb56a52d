package org.medsettle.journal;

import java.nio.ByteBuffer;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The command log of a single node. Skeleton: the signatures stand, the bodies follow. */
@ThreadConfined(Threads.JOURNAL)
public final class LocalJournal implements CommandLog {
    private LocalJournal() {}

    public static LocalJournal open(
            JournalFiles files, JournalConfig config, JournalId idIfNew, EpochClock clock, SyncListener listener) {
        throw new UnsupportedOperationException();
    }

    public JournalCounters counters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long appendedSequence() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long durableSequence() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SupplyState supplyState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecoveryOutcome replay(long fromSequence, Applier applier) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
