package org.medsettle.bench.open;

/**
 * A place for one request under way; used again and again. Doors keep in a class of their own what they must know of it.
 *
 * <p>Threads: the event loop. Units: nanoseconds of {@link System#nanoTime}.
 */
public class LoadRequest {
    /** What it is; the door says so when it writes it. */
    public RequestKind kind = RequestKind.SETTLEMENT;
    /** What it was answered; the door's own numbers. */
    public int code;

    long intendedNs;
    long sentNs;
    int phase;
}
