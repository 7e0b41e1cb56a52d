package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of CONFIGURE: every setting that a rule depends on. It enters as a command, so that replay decides with the
 * settings of the time and not with today's.
 *
 * <p>Units: days, minutes after midnight, fen; 0 means no limit.
 */
public final class ConfigureBody extends RecordView {
    private static final int KEY_RETENTION_DAYS = 0;
    private static final int TEMPORARY_LOSS_DAYS = 4;
    private static final int DAY_CUT_MINUTES = 8;
    private static final int SIGN_ON_REQUIRED = 12;
    private static final int RULES_REVISION = 13;
    private static final int BILL_LIMIT = 16;
    private static final int DAILY_ACCOUNT_LIMIT = 24;
    private static final int MAX_ACCOUNTS = 32;
    public static final int BYTES = 40;

    /**
     * The rules as they are today. A node says in its settings by which revision it decides, so that commands from before are
     * replayed by the rules they were decided by: 0 is how it began; from 1, a card's events leave entries of the city's list
     * alone that are not the card's own, and reversals and outcome queries need no sign-on; from 2, what comes back to an account
     * leaves more of the limit of the day it was paid on, and not of the day it comes back, and closing an account that has money or
     * opening an open one is refused by its own name.
     */
    public static final int CURRENT_RULES = 2;

    public int keyRetentionDays() {
        return getInt(KEY_RETENTION_DAYS);
    }

    public ConfigureBody keyRetentionDays(int days) {
        putInt(KEY_RETENTION_DAYS, days);
        return this;
    }

    public int temporaryLossDays() {
        return getInt(TEMPORARY_LOSS_DAYS);
    }

    public ConfigureBody temporaryLossDays(int days) {
        putInt(TEMPORARY_LOSS_DAYS, days);
        return this;
    }

    public int dayCutMinutes() {
        return getInt(DAY_CUT_MINUTES);
    }

    public ConfigureBody dayCutMinutes(int minutes) {
        putInt(DAY_CUT_MINUTES, minutes);
        return this;
    }

    public boolean signOnRequired() {
        return getByte(SIGN_ON_REQUIRED) != 0;
    }

    public ConfigureBody signOnRequired(boolean required) {
        putByte(SIGN_ON_REQUIRED, required ? 1 : 0);
        return this;
    }

    /** Which rules decide from here on, 0 to {@link #CURRENT_RULES}. */
    public int rulesRevision() {
        return getByte(RULES_REVISION);
    }

    public ConfigureBody rulesRevision(int revision) {
        putByte(RULES_REVISION, revision);
        putShort(RULES_REVISION + 1, 0);
        return this;
    }

    public long billLimitFen() {
        return getLong(BILL_LIMIT);
    }

    public ConfigureBody billLimitFen(long fen) {
        putLong(BILL_LIMIT, fen);
        return this;
    }

    /** Most accounts that may be opened. */
    public long maxAccounts() {
        return getLong(MAX_ACCOUNTS);
    }

    public ConfigureBody maxAccounts(long accounts) {
        putLong(MAX_ACCOUNTS, accounts);
        return this;
    }

    public long dailyAccountLimitFen() {
        return getLong(DAILY_ACCOUNT_LIMIT);
    }

    public ConfigureBody dailyAccountLimitFen(long fen) {
        putLong(DAILY_ACCOUNT_LIMIT, fen);
        return this;
    }
}
