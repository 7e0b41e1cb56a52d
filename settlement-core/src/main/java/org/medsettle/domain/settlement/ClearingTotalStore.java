package org.medsettle.domain.settlement;

import java.util.function.LongConsumer;

/**
 * Port: clearing totals by (business date, insurance type, clearing type) and institution.
 *
 * <p>Threads: confined to the state machine.
 */
public interface ClearingTotalStore {
    long NONE = -1;

    /** Reference of the total, or {@link #NONE}. */
    long find(long group, long institutionOrdinal);

    /** Adds an all-zero total with this key and answers its reference. */
    long add(long group, long institutionOrdinal);

    /** The total at a reference; a re-used view that is valid until the next call. */
    ClearingTotal at(long reference);

    long count();

    /** Reference of the total that came as the {@code place}-th, counted from 0. */
    long referenceOf(long place);

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
