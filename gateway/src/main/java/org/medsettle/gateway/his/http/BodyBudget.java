package org.medsettle.gateway.his.http;

import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Bytes of unfinished request bodies that the connections of one event loop hold together. A body that comes in one piece
 * with its request's end is never held, so it needs no room here: who sends whole requests is served while others drip.
 *
 * <p>Invariant: never more than {@code bytesMax} are held, and whoever took them gives them back. Failure: {@link #take}
 * answers false.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class BodyBudget {
    private final long bytesMax;
    private long held;

    BodyBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    boolean take(int bytes) {
        if (bytes > bytesMax - held) {
            return false;
        }
        held += bytes;
        return true;
    }

    void giveBack(int bytes) {
        held -= bytes;
        Invariant.check(held >= 0, "a body gives back what it took");
    }

    long held() {
        return held;
    }
}
