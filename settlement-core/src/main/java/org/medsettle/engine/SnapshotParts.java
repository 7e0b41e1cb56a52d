package org.medsettle.engine;

import java.util.function.LongSupplier;
import org.medsettle.files.DiskFiles;

/**
 * Where an engine finds its snapshots and how it takes new ones.
 *
 * <p>Threads: any, immutable.
 *
 * @param journalBytes bytes the journal has grown by since the process started
 * @param spareBytes bytes that may be written before the disk is short of room for the journal
 */
public record SnapshotParts(
        DiskFiles files,
        SnapshotConfig config,
        LongSupplier journalBytes,
        LongSupplier spareBytes,
        SnapshotCounters counters) {
    /** On a disk that is never short. */
    public SnapshotParts(DiskFiles files, SnapshotConfig config, LongSupplier journalBytes) {
        this(files, config, journalBytes, () -> Long.MAX_VALUE);
    }

    public SnapshotParts(DiskFiles files, SnapshotConfig config, LongSupplier journalBytes, LongSupplier spareBytes) {
        this(files, config, journalBytes, spareBytes, new SnapshotCounters());
    }
}
