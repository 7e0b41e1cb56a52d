package org.medsettle.gateway;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.ThreadSafe;

/**
 * Remembers why a node may not acknowledge any more, before the process is ended, so that readiness says so for as long as
 * the process lives.
 *
 * <p>Threads: any. Invariant: the first reason stays.
 */
@ThreadSafe
final class NodeFence implements FatalErrorHandler {
    private final FatalErrorHandler next;
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /** {@code next} ends the process. */
    NodeFence(FatalErrorHandler next) {
        this.next = next;
    }

    @Override
    public Error halt(Reason why, String what, Throwable cause) {
        // Readiness is asked by anybody, and the message of a broken rule may hold what only the log may.
        String detail = why == Reason.JOURNAL_FAILED ? ": " + ProcessHalt.describe(cause) : "";
        reason.compareAndSet(null, "fenced, " + why + ": " + what + detail);
        return next.halt(why, what, cause);
    }

    /** Why the node is fenced; null while it is not. */
    @Nullable
    String reason() {
        return reason.get();
    }
}
