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
    IMPORT_INSTITUTION(10, true),
    IMPORT_PERSON(11, true),
    IMPORT_CARD(12, true),
    IMPORT_CREDENTIAL(13, true),
    INSTITUTION_EVENT(14, true),
    CARD_EVENT(20, true),
    LIST_PUT(21, true),
    LIST_REMOVE(22, true),
    FEED_BEGIN(23, true),
    FEED_CHUNK(24, true),
    FEED_COMMIT(25, true),
    SIGN_ON(30, true),
    SIGN_OFF(31, true),
    CONFIGURE(40, true),
    CLOSE_DAY(41, true),
    DIGEST_MARK(42, true),
    QUOTE(60, false),
    QUERY_PERSON(61, false),
    QUERY_SETTLEMENT(62, false),
    QUERY_CARD(63, false),
    QUERY_OUTCOME(64, false),
    QUERY_DIGEST(65, false);

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

    /** True for reversal and outcome-by-key, which keep a reserved share of the ring since they end an overload. */
    public boolean endsOverload() {
        return this == REVERSE || this == QUERY_OUTCOME;
    }

    /** The type of a code, or {@code null} for one that this version does not know. */
    public static @Nullable CommandType of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
