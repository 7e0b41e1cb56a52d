package org.medsettle.journal;

/**
 * Hears of every successful write and force of a batch, for histograms.
 *
 * <p>Threads: called on the journal thread, which waits: record and return. Units: nanoseconds, bytes as written to disk.
 * <p>Failure: must not throw.
 */
@FunctionalInterface
public interface SyncListener {
    /** For those who do not listen. */
    SyncListener NONE = (durationNs, records, bytes) -> {};

    void onSync(long durationNs, int records, int bytes);
}
