package org.medsettle.domain.card;

import org.medsettle.domain.RecordView;

/**
 * View of one loss report of a card, 56 bytes: from when to when the card counted as lost, and what has been reimbursed for
 * that time.
 *
 * <p>Units: epoch milliseconds, fen. Invariant: a card's reports are numbered 1, 2, 3 and so on, and their times do not
 * overlap; every byte is state.
 */
public final class LossReport extends RecordView {
    public static final int BYTES = 56;
    /** {@link #kind()} of a report by phone or net, which lapses by itself. */
    public static final int TEMPORARY = 1;
    /** {@link #kind()} of a report at a counter. */
    public static final int FORMAL = 2;

    private static final int CARD_KEY = 0;
    private static final int NUMBER = 8;
    private static final int KIND = 12;
    private static final int FROM = 16;
    private static final int UNTIL = 24;
    private static final int REIMBURSED = 32;
    private static final int PERSON_ORDINAL = 40;
    private static final int SEQUENCE = 48;

    public long cardKey() {
        return getLong(CARD_KEY);
    }

    public int number() {
        return getInt(NUMBER);
    }

    public boolean hasKey(long cardKey, int number) {
        return getLong(CARD_KEY) == cardKey && getInt(NUMBER) == number;
    }

    public LossReport key(long cardKey, int number) {
        putLong(CARD_KEY, cardKey);
        putInt(NUMBER, number);
        return this;
    }

    public int kind() {
        return getInt(KIND);
    }

    public LossReport kind(int kind) {
        putInt(KIND, kind);
        return this;
    }

    public long fromMs() {
        return getLong(FROM);
    }

    public LossReport fromMs(long epochMs) {
        putLong(FROM, epochMs);
        return this;
    }

    /** When the report ended or, if temporary, will end by itself; 0 for a formal one that stands. */
    public long untilMs() {
        return getLong(UNTIL);
    }

    public LossReport untilMs(long epochMs) {
        putLong(UNTIL, epochMs);
        return this;
    }

    /** True when the card counted as lost at this time. */
    public boolean covers(long epochMs) {
        return epochMs >= fromMs() && (untilMs() == 0 || epochMs < untilMs());
    }

    /** Sum of what has been credited for this report. */
    public long reimbursedFen() {
        return getLong(REIMBURSED);
    }

    public LossReport reimbursedFen(long fen) {
        putLong(REIMBURSED, fen);
        return this;
    }

    public long personOrdinal() {
        return getLong(PERSON_ORDINAL);
    }

    public LossReport personOrdinal(long ordinal) {
        putLong(PERSON_ORDINAL, ordinal);
        return this;
    }

    /** Sequence of the command that reported the loss. */
    public long sequence() {
        return getLong(SEQUENCE);
    }

    public LossReport sequence(long sequence) {
        putLong(SEQUENCE, sequence);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
