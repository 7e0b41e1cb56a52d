package org.medsettle.gateway.admin.http;

import java.util.Locale;
import org.medsettle.command.ResultCode;

/** The one table from result codes to HTTP statuses at the admin door; the compiler keeps it complete. Threads: stateless. */
public final class ProblemStatus {
    private ProblemStatus() {}

    /** HTTP status of a result code. */
    public static int of(ResultCode code) {
        return switch (code) {
            case OK -> 200;
            case MALFORMED, FIELD_MISSING, FIELD_INVALID -> 400;
            case TRANSACTION_UNSUPPORTED -> 404;
            case TOO_LARGE -> 413;
            case SIGNATURE_INVALID, CLOCK_SKEW, NONCE_REPLAYED, NOT_SIGNED_ON -> 401;
            case INSTITUTION_MISMATCH, FORBIDDEN -> 403;
            case INSTITUTION_UNKNOWN,
                    TERMINAL_UNKNOWN,
                    CARD_UNKNOWN,
                    REPLACEMENT_NOT_APPLIED,
                    PERSON_UNKNOWN,
                    ORIGINAL_NOT_FOUND,
                    VISIT_UNKNOWN -> 404;
            case KEY_REUSED_WITH_OTHER_BODY, AMOUNT_INVALID, AMOUNT_MISMATCH, KEY_TOO_OLD -> 422;
            case INSTITUTION_SUSPENDED,
                    BATCH_CLOSED,
                    MED_TYPE_NOT_ALLOWED,
                    CARD_NOT_ACTIVATED,
                    CARD_LOST_TEMPORARY,
                    CARD_LOST_FORMAL,
                    CARD_LOCKED,
                    CARD_CANCELLED,
                    CARD_REPLACED,
                    CARD_EXPIRED,
                    CARD_DAMAGED,
                    CARD_EXISTS,
                    CARD_IN_FORCE,
                    NOT_REPORTED_LOST,
                    REPLACEMENT_APPLIED,
                    REPLACEMENT_AT_OTHER_STAGE,
                    RECEIPT_REIMBURSED,
                    CARD_ON_INVALID_LIST,
                    CARD_LIST_TOO_OLD,
                    CARDHOLDER_MISMATCH,
                    PIN_WRONG,
                    PIN_LOCKED,
                    INSURANCE_NOT_IN_FORCE,
                    NO_PERSONAL_ACCOUNT,
                    ACCOUNT_FROZEN,
                    ACCOUNT_CLOSED,
                    ACCOUNT_NOT_EMPTY,
                    ACCOUNT_OPEN,
                    BALANCE_INSUFFICIENT,
                    LIMIT_EXCEEDED,
                    ALREADY_CANCELLED,
                    ALREADY_REVERSED,
                    NOT_REVERSIBLE,
                    REVERSED_BEFORE_ARRIVAL,
                    VISIT_CLOSED,
                    ORIGINAL_OF_OTHER_INSTITUTION,
                    PERIOD_CLEARED -> 409;
            case BUSY, DRAINING, NOT_LEADER, FENCED -> 503;
        };
    }

    /** The code's name as words. */
    public static String title(ResultCode code) {
        return code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
