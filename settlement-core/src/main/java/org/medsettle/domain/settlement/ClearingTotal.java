package org.medsettle.domain.settlement;

import org.medsettle.domain.RecordView;

/**
 * View of one clearing total, 112 bytes: what one institution settled on one business date for one insurance type and
 * clearing type, refunds apart.
 *
 * <p>Units: fen; refunds are kept as negative sums, as their settlements are.
 */
public final class ClearingTotal extends RecordView {
    public static final int BYTES = 112;
    /** Settlements. */
    public static final int NORMAL = 0;
    /** Cancelling settlements, and what reversals put back. */
    public static final int REFUND = 1;

    private static final int GROUP = 0;
    private static final int INSTITUTION = 8;
    private static final int SUMS = 16;
    private static final int SIDE_BYTES = 48;

    /** Packs business date, insurance type and clearing type into one word. */
    public static long group(int businessDate, int insuranceType, int clearingType) {
        return (long) businessDate << 32 | (long) insuranceType << 16 | clearingType;
    }

    public long group() {
        return getLong(GROUP);
    }

    public long institution() {
        return getLong(INSTITUTION);
    }

    public ClearingTotal key(long group, long institutionOrdinal) {
        putLong(GROUP, group);
        putLong(INSTITUTION, institutionOrdinal);
        return this;
    }

    public int businessDate() {
        return (int) (group() >> 32);
    }

    public int insuranceType() {
        return (int) (group() >> 16) & 0xFFFF;
    }

    public int clearingType() {
        return (int) group() & 0xFFFF;
    }

    public long count(int side) {
        return sum(side, 0);
    }

    public long medfeeFen(int side) {
        return sum(side, 1);
    }

    public long fundFen(int side) {
        return sum(side, 2);
    }

    public long accountFen(int side) {
        return sum(side, 3);
    }

    public long mutualAidFen(int side) {
        return sum(side, 4);
    }

    public long cashFen(int side) {
        return sum(side, 5);
    }

    /** Adds one settlement (or, with {@code count} -1, takes one away again). */
    public void add(int side, int count, int sign, Settlement settlement) {
        plus(side, 0, count);
        plus(side, 1, sign * settlement.medfeeFen());
        plus(side, 2, sign * settlement.fundFen());
        plus(side, 3, sign * settlement.accountFen());
        plus(side, 4, sign * settlement.mutualAidFen());
        plus(side, 5, sign * settlement.cashFen());
    }

    private long sum(int side, int field) {
        return getLong(SUMS + side * SIDE_BYTES + 8 * field);
    }

    private void plus(int side, int field, long delta) {
        int at = SUMS + side * SIDE_BYTES + 8 * field;
        putLong(at, Math.addExact(getLong(at), delta));
    }

    /** Zeroes the whole record. */
    public ClearingTotal clear() {
        zero(0, BYTES);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
