package org.medsettle.command;

/** Where a keyed command came in; part of its key. Codes stand in journals and are never reused. */
public enum Door {
    HIS(1),
    POS(2),
    ADMIN(3);

    private final int code;

    Door(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
