package org.medsettle.domain.institution;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Port: institutions by code (fixmedins_code) and by merchant id.
 *
 * <p>Threads: confined to the state machine. Invariant: codes are unique, merchant ids too (an empty one is not
 * indexed).
 */
public interface InstitutionStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(Institution institution);

    /** Reference of the 16-byte code at {@code offset}, or {@link #NONE}. */
    long findByCode(ByteBuffer code, int offset);

    /** Reference of the institution with the 16-byte merchant id at {@code offset}, or {@link #NONE}; none for an empty id. */
    long findByMerchant(ByteBuffer merchant, int offset);

    /** The institution at a reference; a re-used view that is valid until the next call. */
    Institution at(long reference);

    long count();

    /** Reference of the institution with an ordinal from 1 to {@link #count()}. */
    long referenceOf(int ordinal);

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
