package org.medsettle.engine;

import java.util.function.LongSupplier;
import org.medsettle.files.DiskFiles;

/**
 * Where an engine finds its snapshots and how it takes new ones.
 *
 * <p>Threads: any, immutable.
 *
 * @param journalBytes bytes the journal has grown by since the process started
 */
public record SnapshotParts(
        DiskFiles files, SnapshotConfig config, LongSupplier journalBytes, SnapshotCounters counters) {
    public SnapshotParts(DiskFiles files, SnapshotConfig config, LongSupplier journalBytes) {
        this(files, config, journalBytes, new SnapshotCounters());
    }
}
