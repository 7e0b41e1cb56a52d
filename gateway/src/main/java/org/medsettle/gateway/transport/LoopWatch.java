package org.medsettle.gateway.transport;

import io.netty.util.concurrent.EventExecutor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Looks at every connection of one event loop at a fixed interval, so that deadlines cost nothing per request. A deadline
 * is met up to one interval late.
 *
 * <p>Units: nanoseconds of {@code System.nanoTime()}; the interval in milliseconds.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class LoopWatch {
    private static final Watched[] NONE = {};

    private long dueNs;
    private final Set<Watched> watched = Collections.newSetFromMap(new IdentityHashMap<>());

    public void add(Watched one) {
        watched.add(one);
    }

    public void remove(Watched one) {
        watched.remove(one);
    }

    /** Looks at all of them; what they do may add and remove others. */
    public void sweep(long nowNs) {
        for (Watched one : watched.toArray(NONE)) {
            one.check(nowNs);
        }
    }

    /** Starts sweeping on {@code loop} every {@code intervalMs}; {@code lag} hears how many nanoseconds late each sweep comes. */
    public void start(EventExecutor loop, long intervalMs, LongConsumer lag) {
        long intervalNs = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        dueNs = System.nanoTime() + intervalNs;
        var unused = loop.scheduleWithFixedDelay(
                () -> {
                    long nowNs = System.nanoTime();
                    lag.accept(Math.max(0, nowNs - dueNs));
                    sweep(nowNs);
                    dueNs = System.nanoTime() + intervalNs;
                },
                intervalMs,
                intervalMs,
                TimeUnit.MILLISECONDS);
    }
}
