package org.medsettle.command;

import org.medsettle.domain.RecordView;

/** Body of CARD_SWEEP: which cards are looked through, by their place in the order in which they came. Units: cards. */
public final class CardSweepBody extends RecordView {
    /** Most cards one command looks through, so that nobody waits for it. */
    public static final int MAX_CARDS = 4_096;

    private static final int FROM = 0;
    private static final int COUNT = 8;
    public static final int BYTES = 16;

    /** Place of the first card, counted from 0. */
    public long from() {
        return getLong(FROM);
    }

    public long cards() {
        return getLong(COUNT);
    }

    public CardSweepBody set(long from, long cards) {
        putLong(FROM, from);
        putLong(COUNT, cards);
        return this;
    }
}
