package org.medsettle.sim;

/**
 * The process is dead: thrown out of the operation it died in, and by everything it would do afterwards. An error, so that
 * no handler of I/O failures takes it for one.
 */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super("the process died at " + where, null, false, false);
    }
}
