package org.medsettle.journal;

/**
 * How the supply of prepared segments stands; the engine reads it for alarms and readiness.
 *
 * <p>Threads: any.
 */
public enum SupplyState {
    /** A zero-filled segment waits. */
    READY,
    /** A segment is being filled; normal for seconds after a roll. */
    PREPARING,
    /** The last attempt failed, most likely for lack of space; it is repeated. Appending goes on until the segment is full. */
    FAILING
}
