package org.medsettle.gateway.lists;

import org.medsettle.common.EpochClock;

/**
 * The machine's clock, put forward by as much as is wanted, and held while the very millisecond of an event matters.
 *
 * <p>Threads: read by any; held, put forward and let go by one. Units: epoch milliseconds. Invariant: it never goes back.
 */
final class HeldClock implements EpochClock {
    private volatile long aheadMs;
    /** Where it is held, or 0. */
    private volatile long heldMs;

    @Override
    public long epochMs() {
        long held = heldMs;
        return held != 0 ? held : System.currentTimeMillis() + aheadMs;
    }

    /** Stands still from now on, until {@link #goOn}. */
    void hold() {
        heldMs = epochMs();
    }

    /** Puts a held clock forward to a time that is not past. */
    void putForwardTo(long epochMs) {
        if (heldMs == 0 || epochMs < heldMs) {
            throw new IllegalStateException("only a held clock is put forward, and never back");
        }
        heldMs = epochMs;
    }

    /** Goes on from where it was held. */
    void goOn() {
        if (heldMs != 0) {
            aheadMs = heldMs - System.currentTimeMillis();
            heldMs = 0;
        }
    }
}
