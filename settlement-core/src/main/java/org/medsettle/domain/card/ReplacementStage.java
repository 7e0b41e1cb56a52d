package org.medsettle.domain.card;

/** How far the replacement of a card has come. Codes stand in stores and are never reused. */
public enum ReplacementStage {
    APPLIED(1),
    APPROVED(2),
    PRINTING(3),
    READY(4),
    COLLECTED(5),
    /** Not approved, or given up before the new card was collected; another application may follow. */
    REJECTED(6);

    private static final ReplacementStage[] BY_CODE = values();

    private final int code;

    ReplacementStage(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The stage of a stored code; an unknown code is a damaged store. */
    public static ReplacementStage of(int code) {
        return BY_CODE[code - 1];
    }

    /** True while the application is on its way. */
    public boolean isOpen() {
        return this != COLLECTED && this != REJECTED;
    }
}
