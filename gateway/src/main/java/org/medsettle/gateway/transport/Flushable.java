package org.medsettle.gateway.transport;

/** A connection with bytes written but not yet sent. Threads: its event loop. */
@FunctionalInterface
public interface Flushable {
    /** Sends what was written; a new write puts it on the list again. */
    void flushWritten();
}
