package org.medsettle.command;

import org.jspecify.annotations.Nullable;

/**
 * Every command of the ledger. Codes stand in the journal and are never reused. Queries travel the same way, so that they
 * are in one order with the money, but are not journalled since they change nothing.
 *
 * <p>Threads: immutable.
 */
public enum CommandType {
    SETTLE(1, true),
    CANCEL(2, true),
    REVERSE(3, true),
    CREDIT(4, true),
    ACCOUNT_EVENT(5, true),
    PURCHASE(6, true),
    TILL_VOID(7, true),
    TILL_REFUND(8, true),
    TILL_REVERSE(9, true),
    IMPORT_INSTITUTION(10, true),
    IMPORT_PERSON(11, true),
    IMPORT_CARD(12, true),
    IMPORT_CREDENTIAL(13, true),
    INSTITUTION_EVENT(14, true),
    /** A fresh card for a person. */
    CARD_ISSUE(15, true),
    /** A step on the way to the card that takes another's place. */
    CARD_REPLACEMENT(16, true),
    /** A card of another area takes a card's place, and the holder's home area changes. */
    CARD_MOVE(17, true),
    /** A PIN is set, or judged elsewhere than at a till. */
    CARD_PIN(18, true),
    /** Cash that was paid while a card was reported lost is credited. */
    CARD_REIMBURSE(19, true),
    CARD_EVENT(20, true),
    LIST_PUT(21, true),
    LIST_REMOVE(22, true),
    FEED_BEGIN(23, true),
    FEED_CHUNK(24, true),
    FEED_COMMIT(25, true),
    SIGN_ON(30, true),
    SIGN_OFF(31, true),
    TILL_SIGN_ON(32, true),
    TILL_SIGN_OFF(33, true),
    CLOSE_BATCH(34, true),
    BATCH_DETAIL(35, true),
    /** A balance inquiry with a PIN: journalled, since it counts the tries; without a PIN it is {@link #QUERY_BALANCE}. */
    PIN_BALANCE(36, true),
    CONFIGURE(40, true),
    CLOSE_DAY(41, true),
    DIGEST_MARK(42, true),
    CARD_TERMS(50, true),
    WORK_CALENDAR(51, true),
    /** Looks through some of the cards for those whose time is over. */
    CARD_SWEEP(52, true),
    /** How old each invalid list may become, and what follows. */
    LIST_TERMS(53, true),
    QUOTE(60, false),
    QUERY_PERSON(61, false),
    QUERY_SETTLEMENT(62, false),
    QUERY_CARD(63, false),
    QUERY_OUTCOME(64, false),
    QUERY_DIGEST(65, false),
    QUERY_BALANCE(66, false),
    QUERY_LIST_PAGE(67, false),
    QUERY_CARD_LIFE(70, false),
    /** An operator's page of one invalid list. */
    QUERY_LIST_ENTRIES(71, false),
    /** A settlement by its id, whosever it is; an operator asks. */
    FIND_SETTLEMENT(72, false),
    /** What came of a HIS door's key, whatever the transaction; an operator asks. */
    FIND_OUTCOME(73, false),
    /** A page of the clearing totals of one business date. */
    QUERY_DAY_TOTALS(74, false),
    /** A person by number; an operator asks. */
    FIND_PERSON(75, false);

    private static final CommandType[] BY_CODE = new CommandType[128];

    static {
        for (CommandType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final boolean journalled;

    CommandType(int code, boolean journalled) {
        this.code = code;
        this.journalled = journalled;
    }

    public int code() {
        return code;
    }

    /** True when the command takes a sequence and stands in the journal. */
    public boolean isJournalled() {
        return journalled;
    }

    /** True for reversals and outcome-by-key, which keep a reserved share of the ring since they end an overload. */
    public boolean endsOverload() {
        return this == REVERSE || this == TILL_REVERSE || this == QUERY_OUTCOME;
    }

    /**
     * True for what a node refuses while its disk is nearly full: new money and masses of records. What undoes, asks, protects
     * a card or ends a till's day still finds room.
     */
    public boolean isRefusedWhenSpaceIsShort() {
        return switch (this) {
            case SETTLE, PURCHASE, CREDIT -> true;
            case IMPORT_INSTITUTION, IMPORT_PERSON, IMPORT_CARD, IMPORT_CREDENTIAL -> true;
            case FEED_BEGIN, FEED_CHUNK, FEED_COMMIT -> true;
            default -> false;
        };
    }

    /**
     * True for what takes memory faster than a system gives it out: each entry of a new list may open another of its segments. It
     * is answered BUSY while less memory is ready than should be, and its sender comes again.
     */
    public boolean waitsForMemory() {
        return this == FEED_CHUNK;
    }

    /** The type of a code, or {@code null} for one that this version does not know. */
    public static @Nullable CommandType of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
