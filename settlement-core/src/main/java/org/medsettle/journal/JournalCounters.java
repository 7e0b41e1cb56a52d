package org.medsettle.journal;

import java.util.concurrent.atomic.AtomicLong;
import org.medsettle.common.ThreadSafe;

/**
 * What the journal has done so far, for metrics.
 *
 * <p>Threads: written by the journal thread alone, read by any; each number is right by itself, two of them may be of
 * slightly different moments. Units: nanoseconds, bytes; all since the log was opened.
 */
@ThreadSafe
public final class JournalCounters {
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong syncNanosTotal = new AtomicLong();
    private final AtomicLong syncNanosLast = new AtomicLong();
    private final AtomicLong recordsSynced = new AtomicLong();
    private final AtomicLong bytesSynced = new AtomicLong();
    private final AtomicLong rolls = new AtomicLong();
    private final AtomicLong rollNanosTotal = new AtomicLong();
    private final AtomicLong tornBytesCut = new AtomicLong();

    JournalCounters() {}

    /** Successful forces of batches. */
    public long syncs() {
        return syncs.get();
    }

    /** Time spent writing and forcing batches. */
    public long syncNanosTotal() {
        return syncNanosTotal.get();
    }

    public long syncNanosLast() {
        return syncNanosLast.get();
    }

    public long recordsSynced() {
        return recordsSynced.get();
    }

    /** Bytes written, headers, padding and closing records included. */
    public long bytesSynced() {
        return bytesSynced.get();
    }

    /** Segments begun. */
    public long rolls() {
        return rolls.get();
    }

    /** Time the journal thread spent on beginning segments, waiting for the preparer included. */
    public long rollNanosTotal() {
        return rollNanosTotal.get();
    }

    /** Bytes of a torn tail that recovery has overwritten; 0 or one batch. */
    public long tornBytesCut() {
        return tornBytesCut.get();
    }

    void onSync(long durationNs, int records, int bytes) {
        add(syncs, 1);
        add(syncNanosTotal, durationNs);
        syncNanosLast.setRelease(durationNs);
        add(recordsSynced, records);
        add(bytesSynced, bytes);
    }

    void onRoll(long durationNs) {
        add(rolls, 1);
        add(rollNanosTotal, durationNs);
    }

    void onTornTail(long cutBytes) {
        add(tornBytesCut, cutBytes);
    }

    private static void add(AtomicLong counter, long delta) {
        counter.setRelease(counter.getPlain() + delta);
    }
}
