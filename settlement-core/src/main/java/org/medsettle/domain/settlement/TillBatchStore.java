package org.medsettle.domain.settlement;

import java.util.function.LongConsumer;

/**
 * Port: batches of terminals by (institution, terminal, number). Records are changed in place through the view.
 *
 * <p>Threads: confined to the state machine. Invariant: keys are unique.
 */
public interface TillBatchStore {
    long NONE = -1;

    /** Reference of the batch, or {@link #NONE}. */
    long find(long institutionOrdinal, long terminal, int number);

    /** Adds an all-zero batch with this key and answers its reference. */
    long add(long institutionOrdinal, long terminal, int number);

    /** The batch at a reference; a re-used view that is valid until the next call. */
    TillBatch at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
