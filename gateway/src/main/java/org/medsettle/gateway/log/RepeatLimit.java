package org.medsettle.gateway.log;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets through ten lines of one kind in ten seconds and counts the others, so that a fault that repeats with every request
 * cannot fill a disk.
 *
 * <p>Threads: guarded by its appender's lock. Units: nanoseconds. Invariant: kinds are templates of log lines, of which there
 * are few; beyond {@link #MAX_KINDS} nothing is held back.
 */
final class RepeatLimit {
    private static final int MAX_KINDS = 1_000;
    private static final int MAX_LINES = 10;
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(10);
    /** What {@link #admit} answers for a line to leave out. */
    static final long LEAVE_OUT = -1;

    private static final class Window {
        private long startNs;
        private int lines;
        private long leftOut;
    }

    private final Map<String, Window> windows = new HashMap<>();

    /** How many lines of this kind were left out before this one, or {@link #LEAVE_OUT}. */
    long admit(String kind, long nowNs) {
        Window window = windows.get(kind);
        if (window == null) {
            if (windows.size() == MAX_KINDS) {
                return 0;
            }
            window = new Window();
            window.startNs = nowNs;
            windows.put(kind, window);
        }
        if (nowNs - window.startNs > WINDOW_NS) {
            window.startNs = nowNs;
            window.lines = 0;
        }
        if (window.lines == MAX_LINES) {
            window.leftOut++;
            return LEAVE_OUT;
        }
        window.lines++;
        long before = window.leftOut;
        window.leftOut = 0;
        return before;
    }
}
