package org.medsettle.gateway.his.http;

import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.LoopWatch;

/**
 * What the connections of one event loop share: limits, the listener, and the scratch space for the request at hand.
 *
 * <p>Invariant: {@link #body} is used by one request at a time, from its copy to the return of the listener.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class HttpLoop {
    final HttpLimits limits;
    final HttpRequestListener listener;
    final FlushList flushes;
    final LoopWatch watch;
    final HttpDate date;
    final BodyBudget bodies;
    final byte[] body;
    final long requestTimeoutNs;
    final long idleTimeoutNs;
    final long lingerNs;

    public HttpLoop(
            HttpLimits limits, HttpRequestListener listener, FlushList flushes, LoopWatch watch, EpochClock clock) {
        this.limits = limits;
        this.listener = listener;
        this.flushes = flushes;
        this.watch = watch;
        date = new HttpDate(clock);
        bodies = new BodyBudget(limits.bodiesBytesMax());
        body = new byte[limits.bodyBytesMax()];
        requestTimeoutNs = limits.requestTimeoutMs() * 1_000_000;
        idleTimeoutNs = limits.idleTimeoutMs() * 1_000_000;
        lingerNs = limits.lingerMs() * 1_000_000;
    }
}
