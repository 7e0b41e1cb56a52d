package org.medsettle.domain.settlement;

/**
 * The transactions that belong together: what settles, and what may cancel it. National numbers at the HIS door; numbers
 * of our own, below 1000, at the tills.
 *
 * <p>Threads: stateless. Invariant: a settlement is only ever cancelled by a transaction of its own family.
 */
public final class SettlingFamily {
    public static final int TILL_PURCHASE = 200;
    public static final int TILL_VOID = 202;
    public static final int TILL_REFUND = 220;

    private static final int NONE = 0;
    private static final int TILL = 200;

    private SettlingFamily() {}

    /** True when {@code transaction} is the one that cancels what {@code original} has settled. */
    public static boolean cancels(int transaction, int original) {
        return switch (transaction) {
            case 2103, 2208, 2305 -> of(transaction) == of(original);
            default -> false;
        };
    }

    /** True for what a till made. */
    public static boolean isTill(int transaction) {
        return of(transaction) == TILL;
    }

    private static int of(int transaction) {
        return switch (transaction) {
            case 2102, 2103 -> 2102;
            case 2207, 2208 -> 2207;
            case 2304, 2305 -> 2304;
            case TILL_PURCHASE, TILL_VOID, TILL_REFUND -> TILL;
            default -> NONE;
        };
    }
}
