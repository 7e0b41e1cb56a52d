package org.medsettle.domain.institution;

import java.util.function.LongConsumer;

/**
 * Port: the sign-ons of the current business date, numbered from 1 for the life of the ledger.
 *
 * <p>Threads: confined to the state machine. Invariant: numbers are never given twice, not even after {@link #dropAll()}.
 */
public interface SignOnStore {
    /** Copies the record in under the next number, which it also writes into the record, and answers that number. */
    long add(SignOn signOn);

    /** True when the number is one of those still kept. */
    boolean has(long number);

    /** The sign-on with a kept number; a re-used view that is valid until the next call. */
    SignOn at(long number);

    /** Lets all records go; numbering continues. */
    void dropAll();

    /** The last number given, 0 before the first. */
    long lastNumber();

    /** Visits every kept number. */
    void forEach(LongConsumer visitor);
}
