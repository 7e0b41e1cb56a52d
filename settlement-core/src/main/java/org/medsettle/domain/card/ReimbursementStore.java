package org.medsettle.domain.card;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Port: reimbursements by receipt, so that no receipt is paid for twice.
 *
 * <p>Threads: confined to the state machine. Invariant: an institution's receipt number is there once.
 */
public interface ReimbursementStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(Reimbursement reimbursement);

    /** Reference by the institution and the 24-byte receipt number at {@code offset}, or {@link #NONE}. */
    long find(long institutionOrdinal, ByteBuffer receipt, int offset);

    /** The reimbursement at a reference; a re-used view that is valid until the next call. */
    Reimbursement at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
