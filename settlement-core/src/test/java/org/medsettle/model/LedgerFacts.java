package org.medsettle.model;

import java.util.Map;

/**
 * Where every account and every clearing total stands, in plain values, so that the model's and a ledger's stores' can be
 * compared by {@code equals}.
 *
 * <p>Units: fen, epoch days. Invariant: a total that has come to nothing is left out.
 */
public record LedgerFacts(
        Map<String, AccountFacts> accounts, Map<TotalKey, Total> totals, Map<TillKey, TillOrder.Totals> tills) {
    /** Keeps a total unless there is nothing in it. */
    public void add(TotalKey key, Total total) {
        if (!total.equals(Total.NOTHING)) {
            totals.put(key, total);
        }
    }

    /** Which batch; {@code batch} is a number, or "day" and a business date. */
    public record TillKey(String institution, String terminal, String batch) {}

    /** One personal account. */
    public record AccountFacts(
            long openingFen, long balanceFen, long creditsFen, long debitsFen, long returnsFen, int flags) {}

    /** What a clearing total is summed by; {@code side} as in {@code ClearingTotal}. */
    public record TotalKey(int businessDate, String institution, int insuranceType, int clearingType, int side) {}

    /** Count and sums of one side of a clearing total. */
    public record Total(long count, Answer.Amounts amounts) {
        static final Total NOTHING = new Total(0, new Answer.Amounts(0, 0, 0, 0, 0));
    }
}
