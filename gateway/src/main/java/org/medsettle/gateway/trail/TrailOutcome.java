package org.medsettle.gateway.trail;

/** What came of checking a trail. Threads: immutable. */
public sealed interface TrailOutcome {
    /** One line for the operator. */
    String describe();

    /**
     * Every line hangs on the one before. A chain that starts later than at record 1 had its first days taken away, which may
     * be an archive's work.
     */
    record Sound(long first, TrailHead last, int days) implements TrailOutcome {
        @Override
        public String describe() {
            return last.number() == 0
                    ? "no records"
                    : "records " + first + " to " + last.number() + " of " + days
                            + " days, every one hangs on the one before, " + "the last one's hash is " + last.hash();
        }
    }

    /** The first line that does not, or a file that cannot be read. */
    record Broken(String where, String why) implements TrailOutcome {
        @Override
        public String describe() {
            return where + ": " + why;
        }
    }
}
