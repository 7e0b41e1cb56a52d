package org.medsettle.command;

/**
 * Every answer the server can give, as a stable number: 1xxx request, access and institution, 2xxx card, 3xxx account,
 * 4xxx settlement, 9xxx node. Numbers are never reused; every door maps all of them in one table.
 *
 * <p>Threads: immutable.
 */
public enum ResultCode {
    OK(0),
    MALFORMED(1001),
    FIELD_MISSING(1002),
    FIELD_INVALID(1003),
    TRANSACTION_UNSUPPORTED(1004),
    TOO_LARGE(1005),
    SIGNATURE_INVALID(1101),
    CLOCK_SKEW(1102),
    NONCE_REPLAYED(1103),
    NOT_SIGNED_ON(1104),
    INSTITUTION_MISMATCH(1105),
    FORBIDDEN(1106),
    BATCH_CLOSED(1107),
    INSTITUTION_UNKNOWN(1201),
    INSTITUTION_SUSPENDED(1202),
    MED_TYPE_NOT_ALLOWED(1203),
    TERMINAL_UNKNOWN(1204),
    CARD_UNKNOWN(2001),
    CARD_NOT_ACTIVATED(2002),
    CARD_LOST_TEMPORARY(2003),
    CARD_LOST_FORMAL(2004),
    CARD_LOCKED(2005),
    CARD_CANCELLED(2006),
    CARD_REPLACED(2007),
    CARD_EXPIRED(2008),
    CARD_DAMAGED(2009),
    CARD_ON_INVALID_LIST(2010),
    CARDHOLDER_MISMATCH(2011),
    PIN_WRONG(2012),
    PIN_LOCKED(2013),
    CARD_LIST_TOO_OLD(2014),
    REPLACEMENT_APPLIED(2021),
    REPLACEMENT_NOT_APPLIED(2022),
    REPLACEMENT_AT_OTHER_STAGE(2023),
    NOT_REPORTED_LOST(2024),
    CARD_EXISTS(2025),
    CARD_IN_FORCE(2026),
    PERSON_UNKNOWN(3001),
    INSURANCE_NOT_IN_FORCE(3002),
    NO_PERSONAL_ACCOUNT(3003),
    ACCOUNT_FROZEN(3004),
    ACCOUNT_CLOSED(3005),
    BALANCE_INSUFFICIENT(3006),
    LIMIT_EXCEEDED(3007),
    ACCOUNT_NOT_EMPTY(3008),
    ACCOUNT_OPEN(3009),
    KEY_REUSED_WITH_OTHER_BODY(4001),
    ORIGINAL_NOT_FOUND(4002),
    ALREADY_CANCELLED(4003),
    ALREADY_REVERSED(4004),
    NOT_REVERSIBLE(4005),
    REVERSED_BEFORE_ARRIVAL(4006),
    AMOUNT_INVALID(4007),
    AMOUNT_MISMATCH(4008),
    VISIT_UNKNOWN(4009),
    VISIT_CLOSED(4010),
    ORIGINAL_OF_OTHER_INSTITUTION(4011),
    PERIOD_CLEARED(4012),
    KEY_TOO_OLD(4013),
    RECEIPT_REIMBURSED(4021),
    BUSY(9001),
    DRAINING(9002),
    NOT_LEADER(9003),
    FENCED(9004);

    private static final ResultCode[] BY_NUMBER = new ResultCode[10_000];

    static {
        for (ResultCode code : values()) {
            BY_NUMBER[code.number] = code;
        }
    }

    private final int number;

    ResultCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The code of a stored number; an unknown number is a damaged store. */
    public static ResultCode of(int number) {
        ResultCode code = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (code == null) {
            throw new IllegalArgumentException("no result code has the number " + number);
        }
        return code;
    }
}
