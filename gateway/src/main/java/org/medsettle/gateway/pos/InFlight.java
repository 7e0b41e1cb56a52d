package org.medsettle.gateway.pos;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The messages of a connection that have no answer yet. At {@code max} it takes no more until half of them are answered. */
@ThreadConfined(Threads.EVENT_LOOP)
final class InFlight {
    private final int max;
    private int count;
    private boolean full;

    InFlight(int max) {
        this.max = max;
    }

    void add() {
        count++;
        full = count == max;
    }

    void remove() {
        count--;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** True while one more may come. */
    boolean hasRoom() {
        if (full && count <= max / 2) {
            full = false;
        }
        return !full && count < max;
    }

    /** True from the message that filled it on, until {@link #hasRoom} has found half of them answered. */
    boolean isFull() {
        return full;
    }
}
