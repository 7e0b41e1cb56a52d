package org.medsettle.backup;

/**
 * One file of a backup, as its manifest has it.
 *
 * <p>Threads: any, immutable. Units: bytes.
 *
 * @param folder {@link #JOURNAL} or {@link #SNAPSHOT}
 * @param fileBytes length of the file
 * @param usedBytes bytes that count, from the beginning; what is behind them in a segment is zero, or was written later
 * @param sha256 of those bytes, in hex
 * @param isFinal false for the segment that the node was still writing
 */
record BackupFile(String folder, String name, long fileBytes, long usedBytes, String sha256, boolean isFinal) {
    static final String JOURNAL = "journal";
    static final String SNAPSHOT = "snapshot";

    /** Path inside the backup. */
    String path() {
        return folder + "/" + name;
    }
}
