package org.medsettle.domain.institution;

/** What an institution is. Codes stand in journals and are never reused. */
public enum InstitutionKind {
    HOSPITAL(1),
    CLINIC(2),
    PHARMACY(3),
    FITNESS(4);

    private static final InstitutionKind[] BY_CODE = values();

    private final int code;

    InstitutionKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static InstitutionKind of(int code) {
        return BY_CODE[code - 1];
    }

    public static boolean isCode(int code) {
        return code >= 1 && code <= BY_CODE.length;
    }
}
