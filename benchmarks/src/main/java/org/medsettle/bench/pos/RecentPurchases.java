package org.medsettle.bench.pos;

import java.util.SplittableRandom;

/**
 * The last purchases that were approved, for repeats and reversals to take from.
 *
 * <p>Threads: one. Invariant: bounded, the oldest makes room; one that was taken for a reversal is not taken again.
 */
final class RecentPurchases {
    private static final int CAPACITY = 1_024;

    private final PosRequest[] purchases = new PosRequest[CAPACITY];
    private final boolean[] taken = new boolean[CAPACITY];
    private long added;
    private long reversed;

    RecentPurchases() {
        for (int i = 0; i < CAPACITY; i++) {
            purchases[i] = new PosRequest();
        }
    }

    void add(PosRequest purchase) {
        int at = (int) (added++ % CAPACITY);
        copy(purchase, purchases[at]);
        taken[at] = false;
    }

    /** Puts one into {@code to} that has not been reversed; false when none is at hand. */
    boolean repeat(SplittableRandom random, PosRequest to) {
        int known = (int) Math.min(added, CAPACITY);
        if (known == 0) {
            return false;
        }
        int at = random.nextInt(known);
        copy(purchases[at], to);
        return !taken[at];
    }

    /** Takes the oldest that has not been reversed; false when there is none. */
    boolean reverse(PosRequest to) {
        reversed = Math.max(reversed, added - CAPACITY);
        if (reversed >= added) {
            return false;
        }
        int at = (int) (reversed++ % CAPACITY);
        copy(purchases[at], to);
        taken[at] = true;
        return true;
    }

    private static void copy(PosRequest from, PosRequest to) {
        to.till = from.till;
        to.stan = from.stan;
        to.holder = from.holder;
        to.amountFen = from.amountFen;
    }
}
