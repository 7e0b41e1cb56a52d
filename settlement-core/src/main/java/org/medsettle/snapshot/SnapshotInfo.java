package org.medsettle.snapshot;

/**
 * What the end of a snapshot says about it.
 *
 * <p>Threads: any, immutable. Units: epoch milliseconds, bytes.
 *
 * @param sequence the last command whose effect is in it
 * @param timeMs time of that command
 * @param digest the state digest behind that command
 * @param position where the journal stood at or behind that command, in the journal's own form
 */
public record SnapshotInfo(String fileName, long sequence, long timeMs, long digest, String position, long fileBytes) {
    /** Length of the last block of a snapshot, in which all this stands. */
    public static final int END_BYTES = SnapshotDescriptor.END_BYTES;
}
