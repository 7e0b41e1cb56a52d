package org.medsettle.domain.settlement;

/** Where a settlement stands. Codes stand in stores and are never reused. */
public enum SettlementState {
    SETTLED(1),
    CANCELLED(2),
    REVERSED(3);

    private static final SettlementState[] BY_CODE = values();

    private final int code;

    SettlementState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static SettlementState of(int code) {
        return BY_CODE[code - 1];
    }
}
