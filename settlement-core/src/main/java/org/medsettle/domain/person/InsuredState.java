package org.medsettle.domain.person;

/** Whether a person's insurance is in force; the numbers are the national code table's and stand in journals. */
public enum InsuredState {
    NOT_INSURED(0),
    NORMAL(1),
    SUSPENDED(2),
    ENDED(4);

    private final int code;

    InsuredState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** True for a number of the code table. */
    public static boolean isCode(int code) {
        return code == 0 || code == 1 || code == 2 || code == 4;
    }
}
