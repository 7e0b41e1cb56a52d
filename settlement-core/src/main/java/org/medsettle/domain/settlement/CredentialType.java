package org.medsettle.domain.settlement;

/** What the person presented (mdtrt_cert_type); the numbers are the national code table's, BANK_NUMBER is the till's. */
public enum CredentialType {
    NONE(0),
    ELECTRONIC(1),
    CITIZEN_ID(2),
    CARD(3),
    BANK_NUMBER(4);

    private static final CredentialType[] BY_CODE = values();

    private final int code;

    CredentialType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static CredentialType of(int code) {
        return BY_CODE[code];
    }
}
