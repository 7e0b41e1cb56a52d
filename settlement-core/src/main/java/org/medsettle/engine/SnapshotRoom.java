package org.medsettle.engine;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Keeps a snapshot from taking the room that the journal needs: a node whose disk is nearly full takes no new money.
 *
 * <p>Threads: the snapshot thread. Units: bytes. Failure: {@link IOException} says how much is wanted and how much there is.
 */
@ThreadConfined(Threads.SNAPSHOT)
final class SnapshotRoom {
    private static final long LOOK_EVERY_BYTES = 64L << 20;

    private final LongSupplier spareBytes;
    private long lookAt;

    /** @param spareBytes what may be written before the disk is short of room for the journal */
    SnapshotRoom(LongSupplier spareBytes) {
        this.spareBytes = spareBytes;
    }

    /** Before one is begun, as long as the one before it, probably; 0 for the first. */
    void checkFor(long expectedBytes) throws IOException {
        long spare = spareBytes.getAsLong();
        if (spare < expectedBytes || spare <= 0) {
            throw new IOException("a snapshot needs about " + expectedBytes + " bytes and the disk has "
                    + Math.max(0, spare) + " above its reserve; none is begun before there is room");
        }
        lookAt = LOOK_EVERY_BYTES;
    }

    /** While one is written. */
    void check(long writtenBytes) throws IOException {
        if (writtenBytes < lookAt) {
            return;
        }
        lookAt = writtenBytes + LOOK_EVERY_BYTES;
        if (spareBytes.getAsLong() <= 0) {
            throw new IOException("a snapshot would take the disk below its reserve; given up after " + writtenBytes
                    + " bytes, which are free again");
        }
    }
}
