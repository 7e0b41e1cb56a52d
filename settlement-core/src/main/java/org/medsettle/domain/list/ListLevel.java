package org.medsettle.domain.list;

/** The authority that keeps an invalid list. Codes stand in journals and are never reused. */
public enum ListLevel {
    NATION(0),
    PROVINCE(1),
    CITY(2);

    /** How many levels there are. */
    public static final int COUNT = 3;

    private static final ListLevel[] BY_CODE = values();

    private final int code;

    ListLevel(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static ListLevel of(int code) {
        return BY_CODE[code];
    }
}
