package org.medsettle.audit;

import java.util.HashMap;
import java.util.Map;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingType;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillTail;

/**
 * What accounts, fund, institutions and clearing totals must say, summed from the settlements alone.
 *
 * <p>A settlement took its money once, and gave it back when it was reversed; a cancelling settlement gave money back, and
 * took it again when it was itself reversed. A reversal belongs to the totals of the day it came on, which no record
 * keeps: refunds are therefore compared over all dates, settlements date by date. A reversal of a till's settlement gave
 * back what refunds of its parts had left.
 *
 * <p>Threads: one. Units: fen.
 */
final class SettlementSums {
    static final int FIELDS = 6;
    private static final int MEDFEE = 1;
    private static final int ACCOUNT = 3;

    private final Map<Long, Movements> byPerson = new HashMap<>();
    private final Map<Long, Movements> byInstitution = new HashMap<>();
    private final Map<TotalKey, long[]> totals = new HashMap<>();
    final Movements all = new Movements();

    void add(Settlement settlement, long institutionOrdinal) {
        move(byPerson.computeIfAbsent(settlement.personOrdinal(), ordinal -> new Movements()), settlement);
        move(byInstitution.computeIfAbsent(institutionOrdinal, ordinal -> new Movements()), settlement);
        move(all, settlement);
        boolean reversed = settlement.state() == SettlementState.REVERSED;
        if (!settlement.isCancelling()) {
            post(TotalKey.normal(settlement, institutionOrdinal), settlement, 1, 1);
            if (reversed) {
                TotalKey key = TotalKey.refund(settlement, institutionOrdinal);
                long[] sums = post(key, settlement, 1, -1);
                sums[MEDFEE] += refundedFen(settlement);
                sums[ACCOUNT] += refundedFen(settlement);
            }
        } else if (!reversed) {
            post(TotalKey.refund(settlement, institutionOrdinal), settlement, 1, 1);
        }
    }

    private static void move(Movements sums, Settlement settlement) {
        boolean reversed = settlement.state() == SettlementState.REVERSED;
        long accountFen = Math.abs(settlement.accountFen());
        long fundFen = Math.abs(settlement.fundFen());
        if (!settlement.isCancelling() || reversed) {
            sums.accountPaidFen += accountFen;
            sums.fundPaidFen += fundFen;
        }
        if (settlement.isCancelling() || reversed) {
            sums.accountReturnedFen += accountFen - refundedFen(settlement);
            sums.fundReturnedFen += fundFen;
        }
    }

    /** What refunds of its parts, settlements of their own, have given back of a till's settlement. */
    private static long refundedFen(Settlement settlement) {
        return SettlingFamily.isTill(settlement.transaction())
                ? new TillTail().of(settlement).refundedFen()
                : 0;
    }

    private long[] post(TotalKey key, Settlement settlement, int count, int sign) {
        long[] sums = totals.computeIfAbsent(key, any -> new long[FIELDS]);
        sums[0] += count;
        sums[1] += sign * settlement.medfeeFen();
        sums[2] += sign * settlement.fundFen();
        sums[3] += sign * settlement.accountFen();
        sums[4] += sign * settlement.mutualAidFen();
        sums[5] += sign * settlement.cashFen();
        return sums;
    }

    Movements ofPerson(long ordinal) {
        return byPerson.getOrDefault(ordinal, Movements.NONE);
    }

    Movements ofInstitution(long ordinal) {
        return byInstitution.getOrDefault(ordinal, Movements.NONE);
    }

    /** Takes a kept total off the sums; what is left at the end is missing from the books, or too much in them. */
    void subtract(ClearingTotal total) {
        subtract(TotalKey.normal(total), total, ClearingTotal.NORMAL);
        subtract(TotalKey.refund(total), total, ClearingTotal.REFUND);
    }

    private void subtract(TotalKey key, ClearingTotal total, int side) {
        long[] sums = totals.computeIfAbsent(key, any -> new long[FIELDS]);
        sums[0] -= total.count(side);
        sums[1] -= total.medfeeFen(side);
        sums[2] -= total.fundFen(side);
        sums[3] -= total.accountFen(side);
        sums[4] -= total.mutualAidFen(side);
        sums[5] -= total.cashFen(side);
    }

    /** The sums by total, after every kept total has been taken off. */
    Map<TotalKey, long[]> differences() {
        return totals;
    }

    /** Gross movements. */
    static final class Movements {
        static final Movements NONE = new Movements();

        private long accountPaidFen;
        private long accountReturnedFen;
        private long fundPaidFen;
        private long fundReturnedFen;

        long accountPaidFen() {
            return accountPaidFen;
        }

        long accountReturnedFen() {
            return accountReturnedFen;
        }

        long fundPaidFen() {
            return fundPaidFen;
        }

        long fundReturnedFen() {
            return fundReturnedFen;
        }

        /** What the institution is owed. */
        long payableFen() {
            return accountPaidFen - accountReturnedFen + fundPaidFen - fundReturnedFen;
        }
    }

    /**
     * Which total.
     *
     * @param date business date in epoch days; {@link #ALL_DATES} for refunds
     */
    record TotalKey(long institution, int side, int date, int insuranceType, int clearingType) {
        static final int ALL_DATES = Integer.MIN_VALUE;

        static TotalKey normal(Settlement of, long institution) {
            return new TotalKey(
                    institution,
                    ClearingTotal.NORMAL,
                    of.businessDate(),
                    of.insuranceType(),
                    ClearingType.of(of.medType()));
        }

        static TotalKey refund(Settlement of, long institution) {
            return new TotalKey(
                    institution, ClearingTotal.REFUND, ALL_DATES, of.insuranceType(), ClearingType.of(of.medType()));
        }

        static TotalKey normal(ClearingTotal of) {
            return new TotalKey(
                    of.institution(), ClearingTotal.NORMAL, of.businessDate(), of.insuranceType(), of.clearingType());
        }

        static TotalKey refund(ClearingTotal of) {
            return new TotalKey(
                    of.institution(), ClearingTotal.REFUND, ALL_DATES, of.insuranceType(), of.clearingType());
        }
    }
}
