package org.medsettle.gateway.link;

import java.util.HashMap;
import java.util.Map;
import org.medsettle.common.ThreadSafe;

/**
 * How many inquiries one caller may make in a minute. Counts begin anew with every minute of the clock.
 *
 * <p>Callers of whom the door knows that they exist have a count each. All others share one, which is
 * {@value #STRANGER_SHARES} times as large: whoever invents callers can use up that one, and takes nothing from the known.
 *
 * <p>Threads: any. Invariant: at most {@value #MAX_CALLERS} callers are told apart in one minute; known ones beyond them
 * count as strangers.
 */
@ThreadSafe // every access is synchronized, a few microseconds at most
public final class CallerLimit {
    static final int MAX_CALLERS = 8_192;
    static final int STRANGER_SHARES = 10;
    private static final long MINUTE_MS = 60_000;

    private final int perMinute;
    private final Map<String, Integer> counts = new HashMap<>();
    private long strangers;
    private long minute;

    public CallerLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one inquiry; false when it is one too many. */
    public synchronized boolean admits(String caller, boolean isKnown, long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            counts.clear();
            strangers = 0;
        }
        if (isKnown && (counts.containsKey(caller) || counts.size() < MAX_CALLERS)) {
            return counts.merge(caller, 1, Integer::sum) <= perMinute;
        }
        strangers++;
        return strangers <= (long) STRANGER_SHARES * perMinute;
    }
}
