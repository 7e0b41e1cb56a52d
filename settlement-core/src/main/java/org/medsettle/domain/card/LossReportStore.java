package org.medsettle.domain.card;

import java.util.function.LongConsumer;

/**
 * Port: loss reports by card and number. References are stable for the life of the process; records are changed in place
 * through the view.
 *
 * <p>Threads: confined to the state machine. Invariant: a card has at most one report of a number.
 */
public interface LossReportStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(LossReport report);

    /** Reference of a card's report, or {@link #NONE}. */
    long find(long cardKey, int number);

    /** The report at a reference; a re-used view that is valid until the next call. */
    LossReport at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
