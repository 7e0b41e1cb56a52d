package org.medsettle.domain.settlement;

import java.util.function.LongConsumer;

/**
 * Port: settlements in the order they were made. Records are changed in place through the view (state and counterpart
 * only).
 *
 * <p>Threads: confined to the state machine. Invariant: the n-th settlement has running number n.
 */
public interface SettlementStore {
    long NONE = -1;

    /** Copies the record (fixed part and tail) in and answers its reference. */
    long add(Settlement settlement);

    /** Reference of the settlement with a running number from 1 to {@link #count()}, or {@link #NONE}. */
    long findByNumber(long number);

    /** The settlement at a reference; a re-used view that is valid until the next call. */
    Settlement at(long reference);

    long count();

    /** Visits every reference in order. */
    void forEach(LongConsumer visitor);
}
