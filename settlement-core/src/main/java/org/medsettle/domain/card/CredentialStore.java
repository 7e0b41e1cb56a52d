package org.medsettle.domain.card;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Port: electronic credentials by token.
 *
 * <p>Threads: confined to the state machine. Invariant: tokens are unique.
 */
public interface CredentialStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(ElectronicCredential credential);

    /** Reference of the 56-byte token at {@code offset}, or {@link #NONE}. */
    long findByToken(ByteBuffer token, int offset);

    /** The credential at a reference; a re-used view that is valid until the next call. */
    ElectronicCredential at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
