package org.medsettle.domain.card;

import java.util.function.LongConsumer;

/**
 * Port: cards by (issuing area, number) and by bank number. References are stable for the life of the process; records
 * are changed in place through the view.
 *
 * <p>Threads: confined to the state machine. Invariant: keys are unique, bank numbers too (0 is not indexed).
 */
public interface CardStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(Card card);

    /** Reference by {@link CardNumber#key}, or {@link #NONE}. */
    long findByKey(long key);

    /** Reads the place of the index where the key would stand, so that a later look-up finds it in the cache. */
    default long touch(long key, boolean isBankNumber) {
        return 0;
    }

    /** The first reference that may belong to this key, its record not looked at; for reading ahead only. */
    default long candidate(long key, boolean isBankNumber) {
        return NONE;
    }

    /** Reference by packed bank number, or {@link #NONE}. */
    long findByBankNumber(long bankNumber);

    /** The card at a reference; a re-used view that is valid until the next call. */
    Card at(long reference);

    long count();

    /** Reference of the card that came as the {@code place}-th, counted from 0 and below {@link #count}. */
    long referenceOf(long place);

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
