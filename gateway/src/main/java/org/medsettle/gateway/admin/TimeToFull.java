package org.medsettle.gateway.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;

/**
 * How long the disk will last at the rate at which the journal has grown of late. Free space itself falls a segment at a time,
 * so the rate is made of the bytes written, looked at whenever the page is fetched.
 *
 * <p>Threads: any, guarded by this object. Units: nanoseconds, bytes, seconds. Invariant: not a number before a minute has been
 * seen, and while nothing is written.
 */
@ThreadSafe
final class TimeToFull {
    private static final long STEP_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LEAST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_SAMPLES = 60;

    private record Sample(long atNs, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes what has been written until now, and answers how many seconds {@code freeBytes} will last. */
    synchronized double seconds(long nowNs, long writtenBytes, long freeBytes) {
        if (samples.isEmpty() || nowNs - samples.getLast().atNs() >= STEP_NS) {
            samples.addLast(new Sample(nowNs, writtenBytes));
        }
        if (samples.size() > MOST_SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long bytes = writtenBytes - first.bytes();
        long ns = nowNs - first.atNs();
        return ns < LEAST_NS || bytes <= 0 ? Double.NaN : (double) freeBytes / bytes * ns / TimeUnit.SECONDS.toNanos(1);
    }
}
