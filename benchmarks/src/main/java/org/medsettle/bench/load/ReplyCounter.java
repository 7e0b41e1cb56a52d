package org.medsettle.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.ReplyPort;

/**
 * Counts the replies the gate lets through, by result code, and measures them against the intended send time that their
 * correlation carries. Allocates nothing per reply.
 *
 * <p>Threads: written by the reply gate with ordered stores, counts read by any; the histogram is read after the engine
 * has drained. Units: nanoseconds of {@link System#nanoTime}.
 */
@ThreadSafe
final class ReplyCounter implements ReplyPort {
    private static final long MAX_LATENCY_NS = 60_000_000_000L;

    private final AtomicLongArray byCode = new AtomicLongArray(ResultCode.values().length);
    private final AtomicLong settles = new AtomicLong();
    private final AtomicLong others = new AtomicLong();
    private final Histogram latency = new Histogram(1, MAX_LATENCY_NS, 3);
    private volatile boolean measuring;

    @Override
    public void onReply(Reply reply) {
        if (reply.commandType() != CommandType.SETTLE) {
            others.lazySet(others.getPlain() + 1);
            return;
        }
        int code = reply.code().ordinal();
        byCode.lazySet(code, byCode.getPlain(code) + 1);
        settles.lazySet(settles.getPlain() + 1);
        if (measuring) {
            latency.recordValue(Math.min(MAX_LATENCY_NS, Math.max(0, System.nanoTime() - reply.correlation())));
        }
    }

    @Override
    public void onEndOfBatch() {}

    /** Forgets what was measured and goes on measuring; while no reply is under way. */
    void measureAnew() {
        latency.reset();
        measuring = true;
    }

    /** From now on correlations are intended send times, and are measured. */
    void measure() {
        measuring = true;
    }

    long settles() {
        return settles.get();
    }

    /** Replies to everything but settlements: imports and list entries. */
    long others() {
        return others.get();
    }

    long count(ResultCode code) {
        return byCode.get(code.ordinal());
    }

    Histogram latency() {
        return latency;
    }
}
