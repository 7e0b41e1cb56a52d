package org.medsettle.gateway.his.http;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What one HTTP/1.1 connection waits for its peer to do, and since when. A peer that is slow to finish a request is answered
 * 408; one that does not read its answers is cut off.
 *
 * <p>Units: nanoseconds of {@code System.nanoTime()}. Invariant: at most one limit runs at a time; of several waits the one
 * named first in {@link Passed} counts.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Deadlines {
    /** Which limit has passed. */
    enum Passed {
        NONE,
        /** The peer has had its last answer and does not close. */
        LINGERING,
        /** The peer does not read its answers. */
        READING_ANSWERS,
        /** The peer does not finish its request. */
        FINISHING_REQUEST,
        /** The peer does not begin another request. */
        NEXT_REQUEST
    }

    private final HttpLoop loop;
    private long idleSinceNs = System.nanoTime();
    private boolean inRequest;
    private long requestStartedNs;
    private boolean unwritable;
    private long unwritableSinceNs;
    private boolean lingering;
    private long lingersSinceNs;

    Http1Deadlines(HttpLoop loop) {
        this.loop = loop;
    }

    /** No request is under way any more. */
    void onIdle() {
        idleSinceNs = System.nanoTime();
    }

    /** What has come was decoded, to the middle of a request or to the end of one. */
    void onDecoded(boolean toTheMiddle) {
        if (toTheMiddle && !inRequest) {
            requestStartedNs = System.nanoTime();
        }
        inRequest = toTheMiddle;
    }

    /** No request is at hand. */
    void onRequestEnd() {
        inRequest = false;
    }

    /** The door pauses or reads on; the pause is not the peer's fault. */
    void onPauseOrReadOn() {
        requestStartedNs = System.nanoTime();
    }

    void onWritability(boolean writable) {
        unwritable = !writable;
        unwritableSinceNs = System.nanoTime();
    }

    void onLinger() {
        lingering = true;
        lingersSinceNs = System.nanoTime();
    }

    /** The limit that has passed; {@code mayRead}: requests are read, {@code allAnswered}: none is under way. */
    Passed passed(long nowNs, boolean mayRead, boolean allAnswered) {
        if (lingering) {
            return nowNs - lingersSinceNs >= loop.lingerNs ? Passed.LINGERING : Passed.NONE;
        }
        if (unwritable) {
            return nowNs - unwritableSinceNs > loop.requestTimeoutNs ? Passed.READING_ANSWERS : Passed.NONE;
        }
        if (inRequest) {
            boolean isLate = mayRead && nowNs - requestStartedNs > loop.requestTimeoutNs;
            return isLate ? Passed.FINISHING_REQUEST : Passed.NONE;
        }
        return allAnswered && nowNs - idleSinceNs > loop.idleTimeoutNs ? Passed.NEXT_REQUEST : Passed.NONE;
    }
}
