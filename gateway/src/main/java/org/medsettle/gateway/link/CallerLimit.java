package org.medsettle.gateway.link;

import java.util.HashMap;
import java.util.Map;
import org.medsettle.common.ThreadSafe;

/**
 * How many inquiries one caller may make in a minute. Counts begin anew with every minute of the clock.
 *
 * <p>Threads: any. Invariant: at most {@value #MAX_CALLERS} callers are told apart in one minute; those that come after
 * them share one count, so that invented names do not take memory.
 */
@ThreadSafe // every access is synchronized, a few microseconds at most
public final class CallerLimit {
    static final int MAX_CALLERS = 4_096;
    private static final String OTHERS = "";
    private static final long MINUTE_MS = 60_000;

    private final int perMinute;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;

    public CallerLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one inquiry; false when it is one too many. */
    public synchronized boolean admits(String caller, long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        String counted = counts.containsKey(caller) || counts.size() < MAX_CALLERS ? caller : OTHERS;
        return counts.merge(counted, 1, Integer::sum) <= perMinute;
    }
}
