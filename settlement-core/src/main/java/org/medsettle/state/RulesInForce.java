package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.ConfigureBody;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The settings the rules decide with, as the last CONFIGURE command left them.
 *
 * <p>Units: days, minutes after midnight, fen; a limit of 0 is no limit.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class RulesInForce {
    private static final int MAX_RETENTION_DAYS = 3_650;
    static final int MAX_LOSS_DAYS = 60;
    private static final int MINUTES_PER_DAY = 1_440;

    private int keyRetentionDays = 62;
    private int temporaryLossDays = 7;
    private int dayCutMinutes;
    private boolean signOnRequired;
    private int revision;
    private long billLimitFen;
    private long dailyAccountLimitFen;
    private long maxAccounts;

    /** Takes the settings over, or answers false and changes nothing when one is out of range. */
    boolean configure(ConfigureBody body) {
        boolean inRange = body.keyRetentionDays() >= 1
                && body.keyRetentionDays() <= MAX_RETENTION_DAYS
                && body.temporaryLossDays() >= 1
                && body.temporaryLossDays() <= MAX_LOSS_DAYS
                && body.dayCutMinutes() >= 0
                && body.dayCutMinutes() < MINUTES_PER_DAY
                && body.billLimitFen() >= 0
                && body.dailyAccountLimitFen() >= 0
                && body.maxAccounts() >= 0
                && body.rulesRevision() <= ConfigureBody.CURRENT_RULES;
        if (!inRange) {
            return false;
        }
        keyRetentionDays = body.keyRetentionDays();
        temporaryLossDays = body.temporaryLossDays();
        dayCutMinutes = body.dayCutMinutes();
        signOnRequired = body.signOnRequired();
        revision = body.rulesRevision();
        billLimitFen = body.billLimitFen();
        dailyAccountLimitFen = body.dailyAccountLimitFen();
        maxAccounts = body.maxAccounts();
        return true;
    }

    /** Whether a bill is small enough, and an account's payments of the day, this bill's among them, few enough. */
    boolean allow(long billFen, long paidTodayFen) {
        return (billLimitFen == 0 || billFen <= billLimitFen)
                && (dailyAccountLimitFen == 0 || paidTodayFen <= dailyAccountLimitFen);
    }

    /** Whether one more account may be opened where there are {@code accounts}. */
    boolean allowAccount(long accounts) {
        return maxAccounts == 0 || accounts < maxAccounts;
    }

    int keyRetentionDays() {
        return keyRetentionDays;
    }

    int temporaryLossDays() {
        return temporaryLossDays;
    }

    int dayCutMinutes() {
        return dayCutMinutes;
    }

    boolean signOnRequired() {
        return signOnRequired;
    }

    /** Whether what ends an open settlement, or asks for its outcome, needs a sign-on where settling does. */
    boolean signOnRequiredToEnd() {
        return signOnRequired && revision == 0;
    }

    /** Whether the events of a card leave an entry of the city's list alone that is not the card's own. */
    boolean keepsOthersEntries() {
        return revision >= 1;
    }

    /** Whether what comes back is taken off the day it was paid on, and not off the day it comes back. */
    boolean returnsCountOnTheirDay() {
        return revision >= 2;
    }

    /** Whether an account that is open, or has money, says so where that is in the way. */
    boolean namesStateOfAccount() {
        return revision >= 2;
    }

    void save(ByteBuffer target) {
        target.putInt(keyRetentionDays).putInt(temporaryLossDays).putInt(dayCutMinutes);
        target.putInt(revision << 8 | (signOnRequired ? 1 : 0));
        target.putLong(billLimitFen).putLong(dailyAccountLimitFen).putLong(maxAccounts);
    }

    void restore(ByteBuffer source) {
        keyRetentionDays = source.getInt();
        temporaryLossDays = source.getInt();
        dayCutMinutes = source.getInt();
        int packed = source.getInt();
        signOnRequired = (packed & 1) != 0;
        revision = packed >>> 8;
        billLimitFen = source.getLong();
        dailyAccountLimitFen = source.getLong();
        maxAccounts = source.getLong();
    }

    long stateHash() {
        long hash = Hashing.fold(keyRetentionDays, temporaryLossDays);
        hash = Hashing.fold(hash, (long) revision << 32 | dayCutMinutes * 2L + (signOnRequired ? 1 : 0));
        return Hashing.fold(Hashing.fold(Hashing.fold(hash, billLimitFen), dailyAccountLimitFen), maxAccounts);
    }
}
