package org.medsettle.domain;

/**
 * Checked arithmetic on amounts of money. One fen is a hundredth of a yuan; every amount in the project is a {@code long}
 * in fen.
 *
 * <p>Threads: stateless. Failure: an overflow is a bug (amounts are bounded at every door) and throws
 * {@link ArithmeticException}.
 */
public final class Fen {
    /** Largest bill a door accepts: 99,999,999.99 yuan. */
    public static final long MAX_BILL_FEN = 9_999_999_999L;

    private Fen() {}

    public static long add(long aFen, long bFen) {
        return Math.addExact(aFen, bFen);
    }

    public static long subtract(long aFen, long bFen) {
        return Math.subtractExact(aFen, bFen);
    }

    /** True for an amount a bill may have: above zero and not above {@link #MAX_BILL_FEN}. */
    public static boolean isBill(long amountFen) {
        return amountFen > 0 && amountFen <= MAX_BILL_FEN;
    }
}
