package org.medsettle.state;

import java.io.IOException;
import java.util.List;
import org.medsettle.files.MemoryDisk;
import org.medsettle.model.Step;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/** A whole snapshot on a disk in memory, of a ledger that a seed has led to, for tests of what reads it. */
public record SnapshotFile(MemoryDisk disk, SnapshotInfo info) {
    private static final int COMMANDS = 600;

    /** Writes it. */
    public static SnapshotFile of(long seed) throws IOException {
        Trial trial = new Trial(seed);
        trial.run(HeapStores.create(), COMMANDS);
        List<Step> steps = trial.journalled();
        MemoryDisk disk = new MemoryDisk(seed);
        try (LedgerStores stores = stores(seed)) {
            SnapshotTrial snapshots = new SnapshotTrial(new SettlementStateMachine(stores), seed);
            return new SnapshotFile(disk, snapshots.take(disk, steps, 0, steps.size()));
        }
    }

    /** Empty stores that it fits into. */
    public static LedgerStores stores(long seed) {
        return RealStores.create(new StoreConfig(1_000, true, 1 << 16, 64 << 20, 0, seed));
    }

    public byte[] bytes() {
        return disk.bytes(info.fileName());
    }

    /** The same snapshot with other bytes. */
    public SnapshotFile with(byte[] bytes) {
        MemoryDisk other = new MemoryDisk(0);
        other.put(info.fileName(), bytes);
        return new SnapshotFile(other, info);
    }
}
