package org.medsettle.gateway.pos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The messages of one event loop that wait for the engine, found again by correlation. Places are used again, with
 * another correlation.
 *
 * <p>Invariant: at most {@code capacity} wait. Failure: {@link #open} answers {@code null} when that many do.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PendingMessages {
    private final int capacity;
    private final List<PendingMessage> all = new ArrayList<>();
    private final ArrayDeque<PendingMessage> free = new ArrayDeque<>();

    PendingMessages(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    PendingMessage open(PosConnection connection, long startedNs) {
        PendingMessage pending = free.poll();
        if (pending == null) {
            if (all.size() == capacity) {
                return null;
            }
            pending = new PendingMessage(all.size());
            all.add(pending);
        }
        return pending.begin(connection, startedNs);
    }

    PendingMessage find(long correlation) {
        PendingMessage pending = all.get((int) correlation);
        Invariant.check(pending.correlation() == correlation, "a reply belongs to a message that waits");
        Invariant.check(pending.isUnderWay(), "a reply's message waits");
        return pending;
    }

    void close(PendingMessage pending) {
        pending.end();
        free.push(pending);
    }
}
