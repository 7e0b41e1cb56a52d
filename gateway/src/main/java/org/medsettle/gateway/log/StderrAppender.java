package org.medsettle.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLongArray;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.mask.TextMask;

/**
 * Writes every event to stderr, in the form that was chosen, masked, and not more often than {@link RepeatLimit} allows.
 *
 * <p>Threads: any; a lock guards stream and limit. The hot path logs nothing, so nobody waits for it there.
 */
@ThreadSafe
public final class StderrAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int LEFT_OUT = 5;

    private final Object lock = new Object();
    private final RepeatLimit limit = new RepeatLimit();
    private final PrintStream out;
    private final TextMask mask;
    /** Lines written by level, from ERROR, and lines left out. */
    private final AtomicLongArray lines = new AtomicLongArray(LEFT_OUT + 1);

    private volatile LineEncoder encoder = new TextLineEncoder();
    private volatile String node = "";

    /** As Logback makes it from its configuration. */
    public StderrAppender() {
        this(System.err, TextMask.ALL);
    }

    StderrAppender(PrintStream out, TextMask mask) {
        this.out = out;
        this.mask = mask;
    }

    void use(LineEncoder form, String ofNode) {
        encoder = form;
        node = ofNode;
    }

    @Override
    protected void append(ILoggingEvent event) {
        synchronized (lock) {
            long suppressed = limit.admit(String.valueOf(event.getMessage()), System.nanoTime());
            if (suppressed == RepeatLimit.LEAVE_OUT) {
                lines.incrementAndGet(LEFT_OUT);
                return;
            }
            lines.incrementAndGet(indexOf(event));
            out.print(encoder.encode(event, mask, node, suppressed));
            out.flush();
        }
    }

    private static int indexOf(ILoggingEvent event) {
        return switch (event.getLevel().toString()) {
            case "ERROR" -> 0;
            case "WARN" -> 1;
            case "INFO" -> 2;
            case "DEBUG" -> 3;
            default -> 4;
        };
    }

    /** Lines written at a level: ERROR, WARN or INFO. */
    long lines(String level) {
        return lines.get(level.equals("ERROR") ? 0 : level.equals("WARN") ? 1 : 2);
    }

    long leftOut() {
        return lines.get(LEFT_OUT);
    }
}
