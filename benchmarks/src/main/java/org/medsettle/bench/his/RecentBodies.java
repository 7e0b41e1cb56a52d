package org.medsettle.bench.his;

import java.util.SplittableRandom;
import org.medsettle.bench.workload.RequestBuffer;

/**
 * Some of the last settlements that were answered, byte for byte, for repeats to take from.
 *
 * <p>Threads: one. Invariant: bounded; one of {@value #KEEPS_EVERY} is kept, the oldest makes room.
 */
final class RecentBodies {
    private static final int CAPACITY = 125;
    private static final int KEEPS_EVERY = 8;

    private final byte[][] bodies = new byte[CAPACITY][];
    private final int[] lengths = new int[CAPACITY];
    private long seen;

    /** Offers an answered settlement. */
    void offer(RequestBuffer body) {
        if (seen++ % KEEPS_EVERY == 0) {
            int at = (int) (seen / KEEPS_EVERY % CAPACITY);
            byte[] kept = bodies[at];
            if (kept == null || kept.length < body.length()) {
                kept = new byte[body.length() + 64];
                bodies[at] = kept;
            }
            System.arraycopy(body.array(), 0, kept, 0, body.length());
            lengths[at] = body.length();
        }
    }

    /** Puts one of them into {@code to}; false when there is none yet. */
    boolean put(SplittableRandom random, RequestBuffer to) {
        int at = random.nextInt(CAPACITY);
        byte[] body = bodies[at];
        if (body == null) {
            return false;
        }
        to.put(body, 0, lengths[at]);
        return true;
    }
}
