package org.medsettle.engine;

/**
 * When snapshots are taken and how many are kept.
 *
 * <p>Threads: any, immutable.
 *
 * @param keep how many snapshots stay, at least 2: the journal reaches back to the oldest of them, so that a damaged newest
 *     one costs time and nothing else
 * @param intervalNs time after which a new one is taken when anything has happened, in nanoseconds; 0 for never
 * @param journalBytes bytes of journal after which a new one is taken; 0 for never
 * @param bytesPerSecond most bytes written in a second while one is taken; 0 for no bound
 */
public record SnapshotConfig(int keep, long intervalNs, long journalBytes, long bytesPerSecond) {
    /** Every hour, or every 4 GiB of journal. */
    public static final SnapshotConfig DEFAULT = new SnapshotConfig(2, 3_600_000_000_000L, 4L << 30, 0);
    /** Only when asked for. */
    public static final SnapshotConfig ON_REQUEST = new SnapshotConfig(2, 0, 0, 0);

    public SnapshotConfig {
        if (keep < 2) {
            throw new IllegalArgumentException("snapshot: keep must be at least 2, not " + keep);
        }
        if (intervalNs < 0 || journalBytes < 0 || bytesPerSecond < 0) {
            throw new IllegalArgumentException("snapshot: interval, journal bytes and rate must not be negative");
        }
    }
}
