package org.medsettle.domain.card;

import org.medsettle.domain.RecordView;

/**
 * View of the replacement of one card, 64 bytes: how far it has come, when it came there, and by when it is promised.
 *
 * <p>Units: epoch milliseconds; the promised day as epoch day. Invariant: a card has one such record, which a new
 * application after a rejected one begins again; every byte is state.
 */
public final class Replacement extends RecordView {
    public static final int BYTES = 64;
    /** Working days in which a printed card is promised. */
    public static final int PROMISED_WORKING_DAYS = 20;

    private static final int CARD_KEY = 0;
    private static final int NEW_CARD_KEY = 8;
    private static final int TIMES = 16;
    private static final int PROMISED_DAY = 56;
    private static final int STAGE = 60;
    private static final int REASON = 61;
    private static final int RESERVED = 62;

    /** The card that is to be replaced. */
    public long cardKey() {
        return getLong(CARD_KEY);
    }

    /** Begins (again): applied for at this time, by the holder of a card in {@code state}. */
    public Replacement begin(long cardKey, CardState state, long epochMs) {
        zero(0, BYTES);
        putLong(CARD_KEY, cardKey);
        putByte(REASON, state.code());
        putShort(RESERVED, 0);
        return enter(ReplacementStage.APPLIED, epochMs);
    }

    /** The card that takes its place, 0 until it is ready. */
    public long newCardKey() {
        return getLong(NEW_CARD_KEY);
    }

    public Replacement newCardKey(long cardKey) {
        putLong(NEW_CARD_KEY, cardKey);
        return this;
    }

    public ReplacementStage stage() {
        return ReplacementStage.of(getByte(STAGE));
    }

    /** State of the old card when it was applied for. */
    public CardState reason() {
        return CardState.of(getByte(REASON));
    }

    /** Goes to a stage at a time. */
    public Replacement enter(ReplacementStage stage, long epochMs) {
        putByte(STAGE, stage.code());
        putLong(timeOf(stage), epochMs);
        return this;
    }

    /** When it came to a stage, 0 when it has not; COLLECTED and REJECTED share the time of the end. */
    public long reachedMs(ReplacementStage stage) {
        boolean otherEnd = !stage.isOpen() && stage() != stage;
        return otherEnd ? 0 : getLong(timeOf(stage));
    }

    private static int timeOf(ReplacementStage stage) {
        return TIMES + 8 * (Math.min(stage.code(), ReplacementStage.COLLECTED.code()) - 1);
    }

    /** Last day by which the new card was promised, 0 before it is printed. */
    public int promisedDay() {
        return getInt(PROMISED_DAY);
    }

    public Replacement promisedDay(int epochDay) {
        putInt(PROMISED_DAY, epochDay);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
