package org.medsettle.gateway.cli.demo;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.common.ThreadSafe;

/**
 * What must not be: every one is counted, the first ones are kept in words.
 *
 * <p>Threads: any; guarded by its own lock, since a violation is rare.
 */
@ThreadSafe
final class Violations {
    private static final int KEPT = 20;

    private final List<String> first = new ArrayList<>();
    private long count;

    synchronized void add(String what) {
        count++;
        if (first.size() < KEPT) {
            first.add(what);
        }
    }

    /** Adds a violation unless the two numbers are the same. */
    void expectEqual(String what, long expected, long actual) {
        if (expected != actual) {
            add(what + ": expected " + expected + ", found " + actual);
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<String> first() {
        return List.copyOf(first);
    }
}
