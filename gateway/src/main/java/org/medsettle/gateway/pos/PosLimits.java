package org.medsettle.gateway.pos;

import java.util.concurrent.TimeUnit;
import org.medsettle.gateway.config.PosDoorConfig;

/**
 * Deadlines of a connection. Threads: immutable. Units: nanoseconds.
 *
 * @param toldQuietNs a peer that was told that the node goes down (91) and says nothing more for so long has understood
 */
record PosLimits(
        long frameTimeoutNs,
        long firstFrameTimeoutNs,
        long idleTimeoutNs,
        long slowReaderTimeoutNs,
        long lingerNs,
        long toldQuietNs) {
    private static final long LINGER_MS = 1_000;
    private static final long TOLD_QUIET_MS = 100;

    static PosLimits of(PosDoorConfig door) {
        return new PosLimits(
                TimeUnit.MILLISECONDS.toNanos(door.frameTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.firstFrameTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.idleTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.slowReaderTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(LINGER_MS),
                TimeUnit.MILLISECONDS.toNanos(TOLD_QUIET_MS));
    }
}
