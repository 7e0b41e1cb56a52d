package org.medsettle.domain.list;

/** Why a card is on a list. Codes stand in journals and are never reused; 0 is no reason at all. */
public enum InvalidReason {
    LOST(1),
    DAMAGED(2),
    EXPIRED(3),
    REPLACED(4),
    CANCELLED(5),
    OTHER(6);

    private static final InvalidReason[] BY_CODE = values();

    private final int code;

    InvalidReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static InvalidReason of(int code) {
        return BY_CODE[code - 1];
    }

    public static boolean isCode(int code) {
        return code >= 1 && code <= BY_CODE.length;
    }
}
