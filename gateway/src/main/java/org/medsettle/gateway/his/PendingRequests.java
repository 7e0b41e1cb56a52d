package org.medsettle.gateway.his;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.his.http.HttpExchange;

/**
 * The requests of one event loop that wait for the engine, found again by correlation. Places are used again, with
 * another correlation.
 *
 * <p>Invariant: at most {@code capacity} wait. Failure: {@link #open} answers {@code null} when that many do.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PendingRequests {
    private final int capacity;
    private final List<PendingRequest> all = new ArrayList<>();
    /** Written by the event loop alone, with ordered stores; metrics look on. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final ArrayDeque<PendingRequest> free = new ArrayDeque<>();

    PendingRequests(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    PendingRequest open(HttpExchange exchange, long arrivalMs, long startedNs) {
        PendingRequest pending = free.poll();
        if (pending == null) {
            if (all.size() == capacity) {
                return null;
            }
            pending = new PendingRequest(all.size());
            all.add(pending);
        }
        underWay.lazySet(underWay.getPlain() + 1);
        return pending.begin(exchange, arrivalMs, startedNs);
    }

    /** The request a reply belongs to. */
    PendingRequest find(long correlation) {
        int index = (int) correlation;
        Invariant.check(index >= 0 && index < all.size(), "a reply belongs to a request of this event loop");
        PendingRequest pending = all.get(index);
        Invariant.check(pending.isUnderWay(), "a request is answered once");
        Invariant.checkEqual(correlation, pending.correlation(), "a reply's correlation");
        return pending;
    }

    void close(PendingRequest pending) {
        pending.end();
        free.push(pending);
        underWay.lazySet(underWay.getPlain() - 1);
    }

    /** How many wait. Threads: any. */
    int underWay() {
        return underWay.get();
    }
}
