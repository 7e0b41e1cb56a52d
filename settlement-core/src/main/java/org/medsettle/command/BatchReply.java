package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.settlement.TillBatch;

/**
 * Body of a BATCH reply: a terminal's batch as it stands here. After TILL_SIGN_ON it is the batch to use from now on, after
 * TILL_SIGN_OFF all zero.
 *
 * <p>Units: fen.
 */
public final class BatchReply extends RecordView {
    private static final int BATCH = 0;
    private static final int FLAGS = 4;
    private static final int DEBIT_COUNT = 8;
    private static final int DEBIT_SUM = 16;
    private static final int CREDIT_COUNT = 24;
    private static final int CREDIT_SUM = 32;
    private static final int MATCHED = 40;
    private static final int MISSING = 44;
    private static final int DIFFERING = 48;
    public static final int BYTES = 56;

    private static final int CLOSED = 1;
    private static final int BALANCED = 2;

    /** Number of the batch, 0 where the business date is the batch. */
    public int batch() {
        return getInt(BATCH);
    }

    /** True when the batch takes no more transactions. */
    public boolean isClosed() {
        return (getInt(FLAGS) & CLOSED) != 0;
    }

    /** True after a CLOSE_BATCH whose totals were ours. */
    public boolean isBalanced() {
        return (getInt(FLAGS) & BALANCED) != 0;
    }

    public long debitCount() {
        return getLong(DEBIT_COUNT);
    }

    public long debitFen() {
        return getLong(DEBIT_SUM);
    }

    public long creditCount() {
        return getLong(CREDIT_COUNT);
    }

    public long creditFen() {
        return getLong(CREDIT_SUM);
    }

    /** Details uploaded so far that are as ours. */
    public int matched() {
        return getInt(MATCHED);
    }

    /** Details uploaded so far that we do not have. */
    public int missing() {
        return getInt(MISSING);
    }

    /** Details uploaded so far whose card or amount is another than ours. */
    public int differing() {
        return getInt(DIFFERING);
    }

    /** Zeroes everything and sets the batch's number. */
    public BatchReply begin(int batch) {
        zero(0, BYTES);
        putInt(BATCH, batch);
        return this;
    }

    /** Sets what we have of the batch. */
    public BatchReply set(TillBatch batch, boolean closed, boolean balanced) {
        putInt(FLAGS, (closed ? CLOSED : 0) | (balanced ? BALANCED : 0));
        putLong(DEBIT_COUNT, batch.count(TillBatch.DEBIT));
        putLong(DEBIT_SUM, batch.sumFen(TillBatch.DEBIT));
        putLong(CREDIT_COUNT, batch.count(TillBatch.CREDIT));
        putLong(CREDIT_SUM, batch.sumFen(TillBatch.CREDIT));
        putInt(MATCHED, batch.details(TillBatch.MATCHED));
        putInt(MISSING, batch.details(TillBatch.MISSING));
        putInt(DIFFERING, batch.details(TillBatch.DIFFERING));
        return this;
    }
}
