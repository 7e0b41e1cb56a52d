package org.medsettle.gateway.pos;

import java.util.concurrent.TimeUnit;
import org.medsettle.gateway.config.PosDoorConfig;

/** Deadlines of a connection. Threads: immutable. Units: nanoseconds. */
record PosLimits(
        long frameTimeoutNs, long firstFrameTimeoutNs, long idleTimeoutNs, long slowReaderTimeoutNs, long lingerNs) {
    private static final long LINGER_MS = 1_000;

    static PosLimits of(PosDoorConfig door) {
        return new PosLimits(
                TimeUnit.MILLISECONDS.toNanos(door.frameTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.firstFrameTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.idleTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(door.slowReaderTimeoutMs()),
                TimeUnit.MILLISECONDS.toNanos(LINGER_MS));
    }
}
