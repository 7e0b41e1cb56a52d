package org.medsettle.gateway.admission;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The buckets of one connection: one for what moves money or asks, one for what ends an overload. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class ConnectionBudget {
    private long fullAtNs;
    private long endingFullAtNs;

    /** Takes a token, or answers false. */
    boolean take(RateLimit limit, boolean isEnding, long nowNs) {
        if (limit.isNone()) {
            return true;
        }
        long next = limit.next(isEnding ? endingFullAtNs : fullAtNs, nowNs);
        if (next == RateLimit.REFUSED) {
            return false;
        }
        if (isEnding) {
            endingFullAtNs = next;
        } else {
            fullAtNs = next;
        }
        return true;
    }
}
