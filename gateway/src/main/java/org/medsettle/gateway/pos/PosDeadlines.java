package org.medsettle.gateway.pos;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * When a connection has to go, by the clock: a frame that does not end, a peer that says nothing or does not read, a last
 * answer that nobody takes.
 *
 * <p>Units: nanoseconds of {@code System.nanoTime()}; 0 for what is not under way.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosDeadlines {
    private final PosLimits limits;
    private boolean served;
    private boolean noticed;
    private boolean told;
    private long openedNs;
    private long frameStartedNs;
    private long idleSinceNs;
    private long unwritableSinceNs;
    private long lingerUntilNs;

    PosDeadlines(PosLimits limits) {
        this.limits = limits;
    }

    void onOpened() {
        openedNs = System.nanoTime();
        idleSinceNs = openedNs;
    }

    /** A whole frame was read. */
    void onFrame() {
        frameStartedNs = 0;
        idleSinceNs = System.nanoTime();
    }

    /** That frame was a message. */
    void onMessage() {
        served = true;
        told = noticed;
    }

    void onAnswer() {
        idleSinceNs = System.nanoTime();
    }

    /** Says whether a part of a frame is waited for; its time runs from the first call that says so. */
    void awaitFrame(boolean begun) {
        if (!begun) {
            frameStartedNs = 0;
        } else if (frameStartedNs == 0) {
            frameStartedNs = System.nanoTime();
        }
    }

    /** The peer reads its answers again, or no more. */
    void onWritable(boolean writable) {
        unwritableSinceNs = writable ? 0 : System.nanoTime();
        frameStartedNs = 0;
    }

    /** The node goes down, and whatever comes from now on is told so. */
    void onNotice() {
        noticed = true;
    }

    /** The last answer is out. */
    void onLastAnswer() {
        lingerUntilNs = System.nanoTime() + limits.lingerNs();
    }

    /** True when the peer was told that the node goes down, and has had nothing more to say since. */
    boolean hasUnderstood(long nowNs) {
        return told && nowNs - idleSinceNs > limits.toldQuietNs();
    }

    boolean hasLingered(long nowNs) {
        return nowNs - lingerUntilNs >= 0;
    }

    /** True when the peer is too slow; {@code waits} when it is owed no answer. */
    boolean isLate(long nowNs, boolean waits) {
        if (unwritableSinceNs != 0) {
            return nowNs - unwritableSinceNs > limits.slowReaderTimeoutNs();
        }
        if (frameStartedNs != 0) {
            return nowNs - frameStartedNs > limits.frameTimeoutNs();
        }
        if (!served) {
            return nowNs - openedNs > limits.firstFrameTimeoutNs();
        }
        return waits && nowNs - idleSinceNs > limits.idleTimeoutNs();
    }
}
