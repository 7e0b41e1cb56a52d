package org.medsettle.domain.account;

/**
 * View of one personal medical account in its store.
 *
 * <p>Threads: confined to the state machine; a view handed out by the store is valid until the next call to it. Units:
 * fen. Invariant, checked by the books on every movement: {@code balance + held = opening + credits + returns - debits},
 * and neither balance nor held is below zero.
 */
public interface Account {
    int FROZEN = 1;
    int CLOSED = 2;

    /** Ordinal of the person who owns it. */
    long owner();

    /** Available balance. */
    long balanceFen();

    void balanceFen(long fen);

    long heldFen();

    void heldFen(long fen);

    long openingFen();

    void openingFen(long fen);

    /** Contributions, interest, reimbursements and corrections since opening. */
    long creditsFen();

    void creditsFen(long fen);

    /** What settlements took, gross. */
    long debitsFen();

    void debitsFen(long fen);

    /** What cancels and reversals put back, gross. */
    long returnsFen();

    void returnsFen(long fen);

    /** Bits {@link #FROZEN} and {@link #CLOSED}. */
    long flags();

    void flags(long flags);

    /** Sequence of the last command that touched it. */
    long lastSequence();

    void lastSequence(long sequence);

    /** Year the accumulator belongs to. */
    long year();

    void year(long year);

    /** Net payments of {@link #year()} by this account. */
    long yearPaidFen();

    void yearPaidFen(long fen);

    /** Business date (epoch day) the daily accumulator belongs to. */
    long day();

    void day(long epochDay);

    /** Net payments of {@link #day()} by this account. */
    long dayPaidFen();

    void dayPaidFen(long fen);

    default boolean isFrozen() {
        return (flags() & FROZEN) != 0;
    }

    default boolean isClosed() {
        return (flags() & CLOSED) != 0;
    }
}
