package org.medsettle.command;

/** Which view reads the body of a reply. */
public enum ReplyType {
    /** No body: a refusal or a plain success. */
    EMPTY,
    /** {@link SettlementReply}. */
    SETTLEMENT,
    /** {@link PersonReply}. */
    PERSON,
    /** {@link CardReply}. */
    CARD,
    /** {@link OutcomeReply}. */
    OUTCOME,
    /** {@link DigestReply}. */
    DIGEST,
    /** One long: the sign-on number. */
    SIGN_ON,
    /** {@link BatchReply}. */
    BATCH,
    /** {@link ListPageReply}. */
    LIST_PAGE,
    /** {@link ListEntriesReply}. */
    LIST_ENTRIES,
    /** {@link CardLifeReply}. */
    CARD_LIFE,
    /** {@link DayTotalsReply}. */
    DAY_TOTALS
}
