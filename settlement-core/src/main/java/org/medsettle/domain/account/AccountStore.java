package org.medsettle.domain.account;

import java.util.function.LongConsumer;

/**
 * Port: personal accounts. An account is opened once and never removed, so its handle is stable for the life of the
 * process and the person's record keeps it: a settlement reaches its account without a look-up.
 *
 * <p>Threads: confined to the state machine. Failure: opening more accounts than the configured capacity throws
 * {@link IllegalStateException}; the state machine refuses before, by the number of accounts that the settings allow.
 */
public interface AccountStore extends AutoCloseable {
    long NONE = -1;

    /** Opens an all-zero account for the person with this ordinal, which is higher than any before, and answers its handle. */
    long open(long owner);

    /** Handle of the account that was opened as the {@code index}-th, counted from 0. */
    long handle(long index);

    /** The account at a handle; a re-used view that is valid until the next call. */
    Account at(long handle);

    long count();

    /** Visits every handle in order of opening. */
    void forEach(LongConsumer visitor);

    @Override
    void close();
}
