package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of an OUTCOME reply: what came of a key, as first answered, and what undid it since; with the settlement behind it
 * where there is one.
 */
public final class OutcomeReply extends RecordView {
    public static final int DONE = 1;
    public static final int NEVER_SEEN = 2;
    public static final int NOT_UNDONE = 0;
    public static final int UNDONE_BY_CANCEL = 1;
    public static final int UNDONE_BY_REVERSAL = 2;

    private static final int STATE = 0;
    private static final int UNDONE_BY = 1;
    private static final int RESULT = 2;
    private static final int TRANSACTION = 4;
    private static final int LIST_DETAIL = 6;
    private static final int HAS_SETTLEMENT = 7;
    /** Where the {@link SettlementReply} begins when there is one. */
    public static final int SETTLEMENT = 8;

    /** {@link #DONE} or {@link #NEVER_SEEN}; a request in the pipeline is decided before its outcome can be asked for. */
    public int state() {
        return getByte(STATE);
    }

    public int undoneBy() {
        return getByte(UNDONE_BY);
    }

    public ResultCode result() {
        return ResultCode.of(getShort(RESULT));
    }

    public int transaction() {
        return getShort(TRANSACTION);
    }

    public int listDetail() {
        return getByte(LIST_DETAIL);
    }

    public boolean hasSettlement() {
        return getByte(HAS_SETTLEMENT) != 0;
    }

    public OutcomeReply set(int state, ResultCode result, int transaction, int listDetail) {
        putByte(STATE, state);
        putByte(UNDONE_BY, NOT_UNDONE);
        putShort(RESULT, result.number());
        putShort(TRANSACTION, transaction);
        putByte(LIST_DETAIL, listDetail);
        putByte(HAS_SETTLEMENT, 0);
        return this;
    }

    public OutcomeReply undoneBy(int undoneBy) {
        putByte(UNDONE_BY, undoneBy);
        return this;
    }

    public OutcomeReply hasSettlement(boolean has) {
        putByte(HAS_SETTLEMENT, has ? 1 : 0);
        return this;
    }
}
