package org.medsettle.gateway;

import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.mask.TextMask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process at once, with the exit code of the reason: no shutdown hook runs, nothing more is forced, nothing more
 * is answered. What is on disk is the truth, and the next start rebuilds from it.
 *
 * <p>Saying why must not keep the process: a log that cannot be written (its disk is the same one, nobody reads the pipe)
 * has {@link #WORDS_LIMIT_MS}.
 */
@ThreadSafe
public final class ProcessHalt implements FatalErrorHandler {
    /** Longest time the process lives on for the sake of its last words. */
    static final long WORDS_LIMIT_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

    @Override
    public Error halt(Reason reason, String what, Throwable cause) {
        try {
            haltAnyway(reason);
            LogEvent.HALTED
                    .by(LOG)
                    .addKeyValue("reason", reason)
                    .setCause(cause)
                    .log("{}; the node stops with exit code {}", what, reason.exitCode());
            System.err.println("medsettle: " + reason + ": " + what + ": " + TextMask.ALL.apply(describe(cause))
                    + "; nothing is acknowledged any more, see the log; exit code " + reason.exitCode());
        } finally {
            Runtime.getRuntime().halt(reason.exitCode());
        }
        return new Error(what, cause);
    }

    /** The messages of a failure and of what it came from, outermost first. */
    static String describe(Throwable failure) {
        StringBuilder all = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            all.append(": ").append(cause.getMessage());
        }
        return all.toString();
    }

    private static void haltAnyway(Reason reason) {
        Thread bound = new Thread(
                () -> {
                    try {
                        Thread.sleep(WORDS_LIMIT_MS);
                    } catch (InterruptedException now) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(reason.exitCode());
                },
                "halt-bound");
        bound.setDaemon(true);
        bound.start();
    }
}
