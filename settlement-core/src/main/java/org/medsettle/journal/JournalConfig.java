package org.medsettle.journal;

/**
 * Sizes and limits of a local journal.
 *
 * <p>Threads: any, immutable. Units: bytes, nanoseconds.
 * <p>Invariant: checked here; the sizes may change between runs, every segment carries the length it was made with.
 *
 * @param segmentBytes length of a segment file, a multiple of 4096
 * @param batchBytes bound of one write, and of the memory kept for it, a multiple of 8; a fuller ring batch is forced in parts
 * @param rollTimeoutNs how long the journal thread waits for a prepared segment, the first included, before it gives up
 */
public record JournalConfig(long segmentBytes, int batchBytes, long rollTimeoutNs) {

    public static final JournalConfig DEFAULT = new JournalConfig(256L << 20, 4 << 20, 30_000_000_000L);

    public JournalConfig {
        require(batchBytes % RecordDescriptor.ALIGNMENT == 0, "batchBytes must be a multiple of 8");
        require(batchBytes >= RecordDescriptor.MIN_BATCH_BYTES, "batchBytes is too small");
        require(batchBytes <= RecordDescriptor.MAX_BATCH_BYTES, "batchBytes is too large");
        require(segmentBytes % SegmentDescriptor.HEADER_BYTES == 0, "segmentBytes must be a multiple of 4096");
        require(
                segmentBytes >= SegmentDescriptor.minSegmentBytes(batchBytes),
                "segmentBytes is too small for batchBytes");
        require(segmentBytes <= SegmentDescriptor.MAX_SEGMENT_BYTES, "segmentBytes is too large");
        require(rollTimeoutNs > 0, "rollTimeoutNs must be positive");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("journal: " + rule);
        }
    }
}
