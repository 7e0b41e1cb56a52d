package org.medsettle.domain.settlement;

import org.medsettle.domain.RecordView;

/**
 * View of the tail of a settlement that a till made: whose it is, under which trace, what was asked for and what has been
 * given back. It begins as the tail of a bill without texts and lines, so that it reads as one.
 *
 * <p>Units: fen. Invariant: {@code 0 <= refundedFen <= } what the account paid.
 */
public final class TillTail extends RecordView {
    public static final int BYTES = 40;

    private static final int NO_TEXTS = 0;
    private static final int BATCH = 4;
    private static final int TERMINAL = 8;
    private static final int REQUESTED = 16;
    private static final int REFUNDED = 24;
    private static final int STAN = 32;

    /** Points this view at the tail of {@code settlement}, which a till has made. */
    public TillTail of(Settlement settlement) {
        wrap(settlement, settlement.tailOffset());
        return this;
    }

    /** Number of the batch, as in {@link TillBatch#number()}. */
    public int batch() {
        return getInt(BATCH);
    }

    /** The eight bytes of the terminal id as one word. */
    public long terminal() {
        return getLong(TERMINAL);
    }

    public int stan() {
        return getInt(STAN);
    }

    /** Amount in the message; more than the settlement's where only a part was approved. */
    public long requestedFen() {
        return getLong(REQUESTED);
    }

    /** What voids and refunds that stand have given back. */
    public long refundedFen() {
        return getLong(REFUNDED);
    }

    public TillTail refundedFen(long fen) {
        putLong(REFUNDED, fen);
        return this;
    }

    /** Writes a fresh tail. */
    public TillTail set(long terminal, int batch, int stan, long requestedFen) {
        putInt(NO_TEXTS, 0);
        putInt(BATCH, batch);
        putLong(TERMINAL, terminal);
        putLong(REQUESTED, requestedFen);
        putLong(REFUNDED, 0);
        putLong(STAN, stan);
        return this;
    }
}
