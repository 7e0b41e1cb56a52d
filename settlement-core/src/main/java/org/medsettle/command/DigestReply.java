package org.medsettle.command;

import org.medsettle.domain.RecordView;

/** Body of a DIGEST reply: the figures of the whole ledger at one point of the command order. Units: fen, counts. */
public final class DigestReply extends RecordView {
    public static final int BYTES = Figure.values().length * 8;

    /** The figures, in the order of the operations page. */
    public enum Figure {
        SEQUENCE,
        STATE_DIGEST,
        PERSONS,
        ACCOUNTS,
        CARDS,
        INSTITUTIONS,
        SETTLEMENTS,
        KEYS,
        LIST_NATION,
        LIST_PROVINCE,
        LIST_CITY,
        BALANCE_FEN,
        HELD_FEN,
        OPENING_FEN,
        CREDITS_FEN,
        ACCOUNT_DEBITS_FEN,
        ACCOUNT_RETURNS_FEN,
        FUND_PAID_FEN,
        FUND_RETURNED_FEN,
        INSTITUTION_PAYABLE_FEN
    }

    public long get(Figure figure) {
        return getLong(figure.ordinal() * 8);
    }

    public DigestReply set(Figure figure, long value) {
        putLong(figure.ordinal() * 8, value);
        return this;
    }
}
