package org.medsettle.gateway.admin;

import org.jspecify.annotations.Nullable;

/**
 * What the admin door shows and asks of snapshots.
 *
 * <p>Threads: any; every method answers at once.
 */
public interface SnapshotStatus {
    /** The newest whole snapshot, or null when there is none yet. */
    @Nullable
    Newest newestSnapshot();

    /** Bytes of the one that is being written, 0 when none is. */
    long snapshotWritingBytes();

    /** Attempts that came to nothing. */
    long snapshotFailures();

    /** Starts one, unless one is being taken already. */
    void takeSnapshot();

    /** Units: epoch milliseconds, nanoseconds, bytes. */
    record Newest(long sequence, long digest, long takenMs, long durationNs, long bytes) {}
}
