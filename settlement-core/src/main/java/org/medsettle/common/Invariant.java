package org.medsettle.common;

/**
 * Always-on checks of facts about money, sequence and format. A violated fact is a bug or a damaged store: the node must
 * stop before a reply leaves, so the error is not meant to be caught except at a thread's top.
 *
 * <p>Threads: stateless. Failure: {@link InvariantViolation}.
 */
public final class Invariant {
    private Invariant() {}

    /** Fails with {@code fact} when {@code holds} is false. */
    public static void check(boolean holds, String fact) {
        if (!holds) {
            throw new InvariantViolation(fact);
        }
    }

    /** Fails with the fact and both values when they differ. */
    public static void checkEqual(long actual, long expected, String fact) {
        if (actual != expected) {
            throw new InvariantViolation(fact + ": is " + actual + ", must be " + expected);
        }
    }

    /** A fact that must always hold did not. Extends {@link Error} so that no handler of ordinary exceptions swallows it. */
    public static final class InvariantViolation extends Error {
        private static final long serialVersionUID = 1L;

        public InvariantViolation(String fact) {
            super(fact);
        }
    }
}
