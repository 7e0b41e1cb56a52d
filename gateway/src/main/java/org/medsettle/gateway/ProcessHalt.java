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
 */
@ThreadSafe
public final class ProcessHalt implements FatalErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

    @Override
    public Error halt(Reason reason, String what, Throwable cause) {
        try {
            LogEvent.HALTED
                    .by(LOG)
                    .addKeyValue("reason", reason)
                    .setCause(cause)
                    .log("{}; the node stops with exit code {}", what, reason.exitCode());
            System.err.println(
                    "medsettle: " + reason + ": " + what + ": " + TextMask.ALL.apply(String.valueOf(cause.getMessage()))
                            + "; nothing is acknowledged any more, see the log; exit code " + reason.exitCode());
        } finally {
            Runtime.getRuntime().halt(reason.exitCode());
        }
        return new Error(what, cause);
    }
}
