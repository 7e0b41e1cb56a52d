package org.medsettle.state;

/**
 * What lies under the stores of a ledger, to be let go last.
 *
 * <p>Threads: {@link #isShort} any; {@link #close} the owner of the stores.
 */
@FunctionalInterface
public interface StoreMemory {
    void close();

    /**
     * True while less memory is ready ahead than should be: what would take much of it at once had better come a little later,
     * or the state machine waits for the system to give memory out. Never true of stores on the heap.
     */
    default boolean isShort() {
        return false;
    }
}
