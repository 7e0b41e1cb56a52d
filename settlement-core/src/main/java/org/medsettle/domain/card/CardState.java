package org.medsettle.domain.card;

/**
 * State of a card. Codes stand in journals and are never reused.
 *
 * <p>Invariant: every state in which the card must not settle, SEALED and LOCKED aside, is accompanied by an entry on the
 * city's invalid list with {@link #listReason()}.
 */
public enum CardState {
    SEALED(0),
    NORMAL(1),
    LOST_TEMPORARY(2),
    LOST_FORMAL(3),
    LOCKED(4),
    DAMAGED(5),
    REPLACED(6),
    CANCELLED(7),
    EXPIRED(8);

    private static final CardState[] BY_CODE = values();

    private final int code;

    CardState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The state of a stored code; an unknown code is a damaged store. */
    public static CardState of(int code) {
        return BY_CODE[code];
    }

    /** True when {@code code} names a state. */
    public static boolean isCode(int code) {
        return code >= 0 && code < BY_CODE.length;
    }

    /** Code of the {@code InvalidReason} this state puts on the city list, or 0 for none. */
    public int listReason() {
        return switch (this) {
            case SEALED, NORMAL, LOCKED -> 0;
            case LOST_TEMPORARY, LOST_FORMAL -> 1;
            case DAMAGED -> 2;
            case EXPIRED -> 3;
            case REPLACED -> 4;
            case CANCELLED -> 5;
        };
    }
}
