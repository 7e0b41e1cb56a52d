package org.medsettle.common;

/**
 * What a stage calls when it can no longer keep its promise: a failed force, a violated invariant, a bug on the ring.
 *
 * <p>Threads: any. Failure: {@link #halt} never returns normally; the production handler ends the process with the
 * reason's exit code, a test handler throws.
 */
@FunctionalInterface
public interface FatalErrorHandler {
    /** Ends this node's right to acknowledge anything. Never returns normally. */
    Error halt(Reason reason, String what, Throwable cause);

    /** Why the node stops; the exit code is part of the operations contract and never reused. */
    enum Reason {
        /** A write or force of the journal failed; what is on disk is unknown, so nothing may be acknowledged any more. */
        JOURNAL_FAILED(70),
        /** Replay found a damaged or missing record, or a state digest that differs from the journalled one. */
        RECOVERY_REFUSED(71),
        /** A rule, a store or a stage broke one of its invariants. */
        INVARIANT_BROKEN(72),
        /** The ledger has outgrown the memory the node was given; the files are well. */
        MEMORY_EXHAUSTED(73);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
