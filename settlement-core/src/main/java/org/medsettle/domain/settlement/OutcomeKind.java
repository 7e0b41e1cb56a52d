package org.medsettle.domain.settlement;

/** What came of a key. Codes stand in stores and are never reused. */
public enum OutcomeKind {
    /** A settlement, or a cancelling settlement; the detail is its reference number. */
    SETTLEMENT(1),
    /** A refusal by the engine's rules; nothing moved. */
    REFUSED(2),
    /** A reversal that succeeded. */
    REVERSAL(3),
    /** No request ever came under this key, but its reversal did: the late original is refused. */
    TOMBSTONE(4),
    /** An administrative command that succeeded. */
    DONE(5),
    /** Where a till's settlement is found by batch and STAN, when its own key holds a local time as well. */
    TRACE(6),
    /** A detail of a batch that has been uploaded; the detail is what came of it. */
    BATCH_DETAIL(7);

    private static final OutcomeKind[] BY_CODE = values();

    private final int code;

    OutcomeKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static OutcomeKind of(int code) {
        return BY_CODE[code - 1];
    }
}
