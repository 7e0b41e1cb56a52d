package org.medsettle.gateway.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The operators who have inquired here before. No register of operators exists, so a name becomes known by use: a few new ones
 * a minute, in the order in which they came. Who invents names can thus neither push out those who work here nor have a count
 * for each name.
 *
 * <p>Invariant: at most {@value #MOST} are known; one who has been away for {@value #AWAY_HOURS} hours makes room.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class KnownOperators {
    static final int MOST = 1_024;
    static final int NEW_PER_MINUTE = 8;
    static final int AWAY_HOURS = 12;
    private static final long MINUTE_MS = 60_000;
    private static final long AWAY_MS = AWAY_HOURS * 60 * MINUTE_MS;

    /** When each was last met; whoever was met longest ago stands first. */
    private final Map<String, Long> lastMet = new LinkedHashMap<>(16, 0.75f, true);

    private long minute;
    private int newOnes;

    boolean isKnown(String operator, long nowMs) {
        Long last = lastMet.get(operator);
        return last != null && nowMs - last < AWAY_MS;
    }

    /** Takes note of an inquiry that was let pass. */
    void meet(String operator, long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            newOnes = 0;
        }
        if (lastMet.containsKey(operator)) {
            lastMet.put(operator, nowMs);
        } else if (newOnes < NEW_PER_MINUTE && hasRoom(nowMs)) {
            newOnes++;
            lastMet.put(operator, nowMs);
        }
    }

    private boolean hasRoom(long nowMs) {
        if (lastMet.size() < MOST) {
            return true;
        }
        Map.Entry<String, Long> longestAway = lastMet.entrySet().iterator().next();
        if (nowMs - longestAway.getValue() < AWAY_MS) {
            return false;
        }
        lastMet.remove(longestAway.getKey());
        return true;
    }
}
