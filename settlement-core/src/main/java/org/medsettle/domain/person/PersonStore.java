package org.medsettle.domain.person;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Port: every insured person, found by number or citizen id. References are stable for the life of the process.
 *
 * <p>Threads: confined to the state machine. Invariant: numbers and citizen ids are unique; the caller looks before it
 * adds.
 */
public interface PersonStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(Person person);

    /** Reference of the person whose 32-byte number stands at {@code offset}, or {@link #NONE}. */
    long findByNumber(ByteBuffer number, int offset);

    /** Reference by packed citizen id, or {@link #NONE}. */
    long findByCitizenId(long citizenId);

    /** Reads the place of the index where the number would stand, so that a later look-up finds it in the cache; the value means nothing. */
    default long touchNumber(ByteBuffer number, int offset) {
        return 0;
    }

    /** The same for a citizen id. */
    default long touchCitizenId(long citizenId) {
        return 0;
    }

    /** The person at a reference; a re-used view that is valid until the next call. */
    Person at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
