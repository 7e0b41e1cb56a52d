package org.medsettle.gateway.pos;

import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Counts malformed messages of a connection: the third within a minute is out. Units: nanoseconds. */
@ThreadConfined(Threads.EVENT_LOOP)
final class Strikes {
    private static final int ALLOWED = 2;
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(60);

    private final long[] times = new long[ALLOWED];
    private int count;

    /** Notes one more; true when it is one too many. */
    boolean strike(long nowNs) {
        if (count < ALLOWED) {
            times[count++] = nowNs;
            return false;
        }
        boolean out = nowNs - times[0] < WINDOW_NS;
        times[0] = times[1];
        times[1] = nowNs;
        return out;
    }
}
