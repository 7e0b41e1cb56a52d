package org.medsettle.gateway.admin;

import java.util.Locale;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.http.ProblemStatus;

/** A sentence in English for every result code, for operators. Threads: stateless. */
final class Refusals {
    private Refusals() {}

    /** What the code means and what to do about it; {@code detail} as in {@code Reply}. */
    static String sentence(ResultCode code, int detail) {
        return switch (code) {
            case FIELD_INVALID -> "a value is not allowed, or the record exists with other content";
            case PERSON_UNKNOWN -> "there is no such person; import persons first";
            case CARD_UNKNOWN -> "there is no such card; import or issue it first";
            case INSTITUTION_UNKNOWN -> "there is no such institution; import institutions first";
            case NO_PERSONAL_ACCOUNT -> "the person has no personal account";
            case ACCOUNT_FROZEN -> "the account is frozen; unfreeze it first";
            case ACCOUNT_CLOSED -> "the account is closed";
            case ACCOUNT_NOT_EMPTY -> "the account has money; bring its balance to 0 by a correction first";
            case ACCOUNT_OPEN -> "the account is open already";
            case BALANCE_INSUFFICIENT -> "the balance does not suffice";
            case KEY_REUSED_WITH_OTHER_BODY -> "this Idempotency-Key came before with another body; use a new key";
            case KEY_TOO_OLD -> "the key is older than outcomes are kept";
            case FORBIDDEN -> "not allowed; a correction or reimbursement needs two different operators";
            case TOO_LARGE -> "no room for one more; raise store.max_accounts, or send a smaller feed";
            case LIMIT_EXCEEDED ->
                "a limit of the configuration is reached, for example rules.loss_reimbursement_limit_fen";
            case CARD_ON_INVALID_LIST -> onList(detail);
            case CARD_LIST_TOO_OLD -> "an invalid list is older than lists.*_max_age_hours allows; feed it";
            case CARD_NOT_ACTIVATED -> "the card is sealed; activate it first";
            case CARD_LOST_TEMPORARY -> "the card is reported lost for a time; cancel the report, or make it formal";
            case CARD_LOST_FORMAL -> "the card is reported lost; cancel the report, or have the card replaced";
            case CARD_LOCKED -> "the card is locked; unlock it first";
            case CARD_CANCELLED -> "the card is cancelled for good; issue another";
            case CARD_REPLACED -> "the card has been replaced for good; use the new one";
            case CARD_EXPIRED ->
                "the card is past its date, or the date given is; have it replaced, or give a later date";
            case CARD_DAMAGED -> "the card is damaged; have it replaced";
            case PIN_WRONG -> "the PIN is wrong; the third wrong one in a row locks the card";
            case PIN_LOCKED -> "wrong PINs have locked the card; unlock it when the holder has shown who he is";
            case CARD_IN_FORCE -> "the card is in force: nothing to activate, to unlock or to cancel";
            case CARD_EXISTS -> "there is a card with this number or bank number already";
            case REPLACEMENT_APPLIED ->
                "a replacement has been applied for: there is no second one, the report "
                        + "stands, and the new card comes in force by its collection";
            case REPLACEMENT_NOT_APPLIED -> "no replacement has been applied for; use replace first";
            case REPLACEMENT_AT_OTHER_STAGE -> "the replacement is at another stage; ask for the card to see which";
            case NOT_REPORTED_LOST -> "the card was not reported lost at the time of the payment";
            case RECEIPT_REIMBURSED -> "this receipt of this institution has been reimbursed already";
            case BUSY -> "the node has all hands full; repeat in a second";
            case DRAINING -> "the node is going down; repeat when it is back";
            case FENCED -> "the node may not acknowledge any more; see its log and start it again";
            default -> ProblemStatus.title(code);
        };
    }

    private static String onList(int detail) {
        return detail == 0
                ? "the card is on an invalid list"
                : "the card is on the list of the "
                        + ListDetail.level(detail).name().toLowerCase(Locale.ROOT) + " as "
                        + ListDetail.reason(detail).name().toLowerCase(Locale.ROOT);
    }

    /** The sentence with number and name behind it, as rejected lines show it. */
    static String line(ResultCode code, int detail) {
        return sentence(code, detail) + " (" + code.number() + " " + code.name() + ")";
    }
}
