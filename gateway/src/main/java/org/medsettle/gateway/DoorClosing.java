package org.medsettle.gateway;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.his.HisServer;
import org.medsettle.gateway.link.EngineLink;
import org.medsettle.gateway.pos.PosServer;

/**
 * How the doors of a node close. A request that is left without an answer is a doubt for its client, so nothing is taken
 * any more from the first moment on, but for a moment whoever sends something is still told so, and only then do
 * connections end.
 *
 * <p>Threads: stateless; called once, by whoever stops the node. Units: milliseconds. Invariant: what the engine has taken
 * is answered before its connection ends, unless that takes longer than the drain's bound.
 */
final class DoorClosing {
    /** A client that sends nothing for so long is closed without having been told. */
    private static final long NOTICE_MS = 1_000;

    private DoorClosing() {}

    /** Closes what is open of a node that may have come only half up. */
    static void close(@Nullable EngineLink link, @Nullable HisServer his, @Nullable PosServer pos) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NOTICE_MS);
        if (link != null) {
            link.drain();
        }
        if (his != null) {
            his.giveNotice();
        }
        if (pos != null) {
            pos.giveNotice();
            pos.awaitClosed(NOTICE_MS);
        }
        if (his != null) {
            his.awaitClosed(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
            his.close();
        }
        if (pos != null) {
            pos.close();
        }
    }
}
