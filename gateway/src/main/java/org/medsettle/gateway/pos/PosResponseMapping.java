package org.medsettle.gateway.pos;

import java.util.List;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidReason;

/**
 * The one table from result codes to field 39.
 *
 * <p>Threads: stateless.
 */
public final class PosResponseMapping {
    static final String APPROVED = "00";
    /** Approved in part. */
    static final String PARTIAL = "10";
    /** The PIN block could not be judged: the terminal signs on again. */
    static final String PIN_FORMAT = "99";

    static final String MAC_WRONG = "A0";

    /** Every code that field 39 can have. */
    private static final List<String> ALL = List.of(
            APPROVED,
            "03",
            PARTIAL,
            "12",
            "13",
            "14",
            "22",
            "25",
            "30",
            "40",
            "41",
            "51",
            "54",
            "55",
            "57",
            "58",
            "61",
            "62",
            "64",
            "75",
            "77",
            "91",
            "94",
            "96",
            "97",
            PIN_FORMAT,
            MAC_WRONG);

    private PosResponseMapping() {}

    /** Every code, for metrics that register them ahead. */
    public static List<String> all() {
        return ALL;
    }

    /** Field 39 for a result and its detail. */
    static String code(ResultCode code, int detail) {
        return switch (code) {
            case OK -> APPROVED;
            case INSTITUTION_MISMATCH, INSTITUTION_UNKNOWN, INSTITUTION_SUSPENDED -> "03";
            case NOT_REVERSIBLE,
                    ALREADY_CANCELLED,
                    ALREADY_REVERSED,
                    REVERSED_BEFORE_ARRIVAL,
                    CARDHOLDER_MISMATCH,
                    VISIT_CLOSED,
                    RECEIPT_REIMBURSED,
                    PERIOD_CLEARED -> "12";
            case AMOUNT_INVALID -> "13";
            case CARD_UNKNOWN, PERSON_UNKNOWN -> "14";
            case KEY_TOO_OLD -> "22";
            case ORIGINAL_NOT_FOUND, ORIGINAL_OF_OTHER_INSTITUTION, VISIT_UNKNOWN -> "25";
            case MALFORMED, FIELD_MISSING, FIELD_INVALID, TOO_LARGE -> "30";
            case TRANSACTION_UNSUPPORTED -> "40";
            case CARD_LOST_TEMPORARY, CARD_LOST_FORMAL -> "41";
            case BALANCE_INSUFFICIENT -> "51";
            case CARD_EXPIRED -> "54";
            case PIN_WRONG -> "55";
            case NO_PERSONAL_ACCOUNT -> "57";
            case MED_TYPE_NOT_ALLOWED, FORBIDDEN -> "58";
            case LIMIT_EXCEEDED -> "61";
            case CARD_NOT_ACTIVATED,
                    CARD_LOCKED,
                    CARD_CANCELLED,
                    CARD_REPLACED,
                    CARD_DAMAGED,
                    CARD_EXISTS,
                    CARD_IN_FORCE,
                    NOT_REPORTED_LOST,
                    REPLACEMENT_APPLIED,
                    REPLACEMENT_NOT_APPLIED,
                    REPLACEMENT_AT_OTHER_STAGE,
                    INSURANCE_NOT_IN_FORCE,
                    ACCOUNT_FROZEN,
                    ACCOUNT_CLOSED,
                    ACCOUNT_NOT_EMPTY,
                    ACCOUNT_OPEN -> "62";
            case CARD_ON_INVALID_LIST -> listed(ListDetail.reason(detail));
            case AMOUNT_MISMATCH -> "64";
            case PIN_LOCKED -> "75";
            case NOT_SIGNED_ON, BATCH_CLOSED -> "77";
            case BUSY, DRAINING, NOT_LEADER, FENCED, CARD_LIST_TOO_OLD -> "91";
            case KEY_REUSED_WITH_OTHER_BODY, NONCE_REPLAYED -> "94";
            case CLOCK_SKEW -> "96";
            case TERMINAL_UNKNOWN -> "97";
            case SIGNATURE_INVALID -> MAC_WRONG;
        };
    }

    /** Field 39 for a card on an invalid list. */
    static String listed(InvalidReason reason) {
        return switch (reason) {
            case LOST -> "41";
            case EXPIRED -> "54";
            case DAMAGED, REPLACED, CANCELLED, OTHER -> "62";
        };
    }
}
