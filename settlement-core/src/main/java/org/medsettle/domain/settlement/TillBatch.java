package org.medsettle.domain.settlement;

import org.medsettle.common.Invariant;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.RecordView;

/**
 * View of one batch of one terminal, {@value #BYTES} bytes: our totals of it, whether it is closed, what the terminal said
 * at its close, and what came of the details uploaded afterwards. The record with number {@link #TERMINAL_ITSELF} is the
 * terminal's own: it only holds {@link #current()} and {@link #isSignedOn()}.
 *
 * <p>Units: fen, dates in epoch days. Invariant: counts and sums are never below zero; totals of a closed batch never
 * change.
 */
public final class TillBatch extends RecordView {
    public static final int BYTES = 120;
    /** Number of the record that is the terminal's own. */
    public static final int TERMINAL_ITSELF = 0;
    /** Highest number a terminal can give. */
    public static final int MAX_NUMBER = 999_999;
    /** A batch that is a business date has this plus the date as its number. */
    public static final int DATE_BASE = MAX_NUMBER + 1;

    /** Purchases. */
    public static final int DEBIT = 0;
    /** Voids and refunds. */
    public static final int CREDIT = 1;

    /** Details that are as ours. */
    public static final int MATCHED = 0;
    /** Details we do not have. */
    public static final int MISSING = 1;
    /** Details with another card or amount than ours. */
    public static final int DIFFERING = 2;

    private static final int INSTITUTION = 0;
    private static final int TERMINAL = 8;
    private static final int NUMBER = 16;
    private static final int FLAGS = 20;
    private static final int TOTALS = 24;
    private static final int OPENED = 56;
    private static final int CURRENT = 60;
    private static final int CLOSED_AT = 64;
    private static final int CLAIMED = 72;
    private static final int DETAILS = 104;

    private static final int FROZEN = 1;
    private static final int SIGNED_ON = 2;

    public long institution() {
        return getLong(INSTITUTION);
    }

    /** The eight bytes of the terminal id as one word. */
    public long terminal() {
        return getLong(TERMINAL);
    }

    /** What the terminal calls the batch, or {@link #DATE_BASE} plus a business date. */
    public int number() {
        return getInt(NUMBER);
    }

    public TillBatch key(long institutionOrdinal, long terminal, int number) {
        putLong(INSTITUTION, institutionOrdinal);
        putLong(TERMINAL, terminal);
        putInt(NUMBER, number);
        return this;
    }

    public boolean hasKey(long institutionOrdinal, long terminal, int number) {
        return terminal() == terminal && institution() == institutionOrdinal && number() == number;
    }

    /** True for a batch the terminal has a number for. */
    public boolean isNumbered() {
        return number() <= MAX_NUMBER;
    }

    /** True when a batch settlement has closed it. */
    public boolean isFrozen() {
        return (getInt(FLAGS) & FROZEN) != 0;
    }

    /** Closes the batch, with the totals the terminal had. */
    public void freeze(long epochMs, long debitCount, long debitFen, long creditCount, long creditFen) {
        putInt(FLAGS, getInt(FLAGS) | FROZEN);
        putLong(CLOSED_AT, epochMs);
        putLong(CLAIMED, debitCount);
        putLong(CLAIMED + 8, debitFen);
        putLong(CLAIMED + 16, creditCount);
        putLong(CLAIMED + 24, creditFen);
    }

    /** Date of its close, for a frozen batch. */
    public int closedDate() {
        return BusinessDay.dateOf(getLong(CLOSED_AT));
    }

    /** True when the terminal's totals at the close were ours. */
    public boolean isBalanced() {
        return isFrozen()
                && count(DEBIT) == getLong(CLAIMED)
                && sumFen(DEBIT) == getLong(CLAIMED + 8)
                && count(CREDIT) == getLong(CLAIMED + 16)
                && sumFen(CREDIT) == getLong(CLAIMED + 24);
    }

    public boolean isSignedOn() {
        return (getInt(FLAGS) & SIGNED_ON) != 0;
    }

    public TillBatch signedOn(boolean signedOn) {
        putInt(FLAGS, signedOn ? getInt(FLAGS) | SIGNED_ON : getInt(FLAGS) & ~SIGNED_ON);
        return this;
    }

    public long count(int side) {
        return getLong(TOTALS + 16 * side);
    }

    public long sumFen(int side) {
        return getLong(TOTALS + 16 * side + 8);
    }

    /** Adds a transaction (or, with {@code count} -1 and a negative sum, takes it out again). */
    public void add(int side, int count, long fen) {
        long counted = count(side) + count;
        long sumFen = Math.addExact(sumFen(side), fen);
        Invariant.check(!isFrozen(), "a closed batch does not change");
        Invariant.check(counted >= 0 && sumFen >= 0, "a batch total is below zero");
        putLong(TOTALS + 16 * side, counted);
        putLong(TOTALS + 16 * side + 8, sumFen);
    }

    /** Date of its first transaction. */
    public int openedDate() {
        return getInt(OPENED);
    }

    public TillBatch openedDate(int epochDay) {
        putInt(OPENED, epochDay);
        return this;
    }

    /** Highest batch number the terminal has used or been given. */
    public int current() {
        return getInt(CURRENT);
    }

    public TillBatch current(int number) {
        putInt(CURRENT, number);
        return this;
    }

    /** Uploaded details by {@link #MATCHED}, {@link #MISSING} or {@link #DIFFERING}. */
    public int details(int kind) {
        return getInt(DETAILS + 4 * kind);
    }

    public void countDetail(int kind) {
        putInt(DETAILS + 4 * kind, details(kind) + 1);
    }

    /** Zeroes the whole record. */
    public TillBatch clear() {
        zero(0, BYTES);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
