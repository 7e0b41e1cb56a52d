package org.medsettle.gateway;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.Engine;
import org.medsettle.engine.SnapshotCounters;
import org.medsettle.files.DataDirectory;
import org.medsettle.gateway.admin.CoreReadings;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SupplyState;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.store.StoreConfig;

/** What the metrics read of a core, from counters that their owners publish. Threads: any. */
@ThreadSafe
final class CoreFigures implements CoreReadings {
    private final DataDirectory directory;
    private final LocalJournal journal;
    private final Engine engine;
    private final SnapshotCounters snapshots;
    private final StartFacts start;
    private final DiskWatch disk;

    /** What a start has decided once and for all. Units: nanoseconds, slots, bytes. */
    record StartFacts(long warmUpNs, long recoveryNs, int reservedSlots, long reserveBytes, StoreConfig stores) {}

    CoreFigures(
            DataDirectory directory,
            LocalJournal journal,
            Engine engine,
            SnapshotCounters snapshots,
            StartFacts start,
            DiskWatch disk) {
        this.directory = directory;
        this.journal = journal;
        this.engine = engine;
        this.snapshots = snapshots;
        this.start = start;
        this.disk = disk;
    }

    @Override
    public long ringReserved() {
        return start.reservedSlots();
    }

    @Override
    public long refusedByRing() {
        return engine.busyAnswers();
    }

    @Override
    public long journalBytes() {
        return journal.counters().bytesSynced();
    }

    @Override
    public long journalRolls() {
        return journal.counters().rolls();
    }

    @Override
    public long journalRollNs() {
        return journal.counters().rollNanosTotal();
    }

    @Override
    public long journalSupplyFailing() {
        return journal.supplyState() == SupplyState.FAILING ? 1 : 0;
    }

    @Override
    public long tornBytesCut() {
        return journal.counters().tornBytesCut();
    }

    @Override
    public long diskFreeBytes() {
        return directory.usableBytes();
    }

    @Override
    public long diskBytes() {
        return directory.path().toFile().getTotalSpace();
    }

    @Override
    public long diskReserveBytes() {
        return start.reserveBytes();
    }

    @Override
    public long diskSpaceShort() {
        return disk.isSpaceShort() ? 1 : 0;
    }

    @Override
    public long refusedForSpace() {
        return engine.refusedForSpace();
    }

    @Override
    public long journalStalled() {
        return disk.isStalled() ? 1 : 0;
    }

    @Override
    public long recoveryNs() {
        return start.recoveryNs();
    }

    @Override
    public long recoveredRecords() {
        RecoveryOutcome outcome = engine.recovery();
        if (outcome instanceof RecoveryOutcome.Clean clean) {
            return clean.records();
        }
        return outcome instanceof RecoveryOutcome.TornTail torn ? torn.records() : 0;
    }

    @Override
    public long verifiedSequence() {
        SnapshotInfo from = engine.startedFrom();
        long first = from == null ? 0 : from.sequence();
        RecoveryOutcome outcome = engine.recovery();
        if (outcome instanceof RecoveryOutcome.Clean clean) {
            return Math.max(first, clean.lastSequence());
        }
        return outcome instanceof RecoveryOutcome.TornTail torn ? Math.max(first, torn.lastSequence()) : first;
    }

    @Override
    public long maxAccounts() {
        return start.stores().maxAccounts();
    }

    @Override
    public long maxTableBytes() {
        return start.stores().maxOffHeapBytes();
    }

    @Override
    public long warmUpNs() {
        return start.warmUpNs();
    }

    @Override
    public @Nullable Newest newestSnapshot() {
        SnapshotCounters.Taken taken = snapshots.newest();
        return taken == null
                ? null
                : new Newest(
                        taken.info().sequence(),
                        taken.info().digest(),
                        taken.atMs(),
                        taken.durationNs(),
                        taken.info().fileBytes());
    }

    @Override
    public long snapshotWritingBytes() {
        return snapshots.writingBytes();
    }

    @Override
    public long snapshotFailures() {
        return snapshots.failures();
    }

    @Override
    public void takeSnapshot() {
        engine.snapshot();
    }
}
