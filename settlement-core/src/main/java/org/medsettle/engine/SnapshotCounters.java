package org.medsettle.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.snapshot.SnapshotInfo;

/**
 * Figures of the snapshots for metrics.
 *
 * <p>Threads: written by the snapshot thread and by recovery, read by any.
 */
@ThreadSafe
public final class SnapshotCounters {
    private final AtomicReference<@Nullable Taken> newest = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong writingBytes = new AtomicLong();

    void onTaken(Taken taken) {
        newest.set(taken);
        writingBytes.set(0);
    }

    void onFailure() {
        failures.incrementAndGet();
        writingBytes.set(0);
    }

    void onWritten(long bytes) {
        writingBytes.lazySet(bytes);
    }

    /** The newest whole snapshot this process knows of: one it has taken, or the one it was started from. */
    public @Nullable Taken newest() {
        return newest.get();
    }

    /** Attempts that came to nothing. */
    public long failures() {
        return failures.get();
    }

    /** Bytes of the snapshot that is being written, 0 when none is. */
    public long writingBytes() {
        return writingBytes.get();
    }

    /**
     * A snapshot and when it was there.
     *
     * @param atMs when it got its name, in epoch milliseconds; of one that an earlier process took, when its last command came
     * @param durationNs from the first slice to its name; 0 for one that an earlier process took
     */
    public record Taken(SnapshotInfo info, long atMs, long durationNs) {}
}
