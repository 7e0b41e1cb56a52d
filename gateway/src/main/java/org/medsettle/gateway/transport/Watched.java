package org.medsettle.gateway.transport;

/** Something with deadlines, looked at by a {@link LoopWatch}. Threads: its event loop. */
@FunctionalInterface
public interface Watched {
    /** Looks whether a deadline has passed at {@code nowNs} (of {@code System.nanoTime()}) and acts on it. */
    void check(long nowNs);
}
