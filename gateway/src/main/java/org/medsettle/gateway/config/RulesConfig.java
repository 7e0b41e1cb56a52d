package org.medsettle.gateway.config;

import org.medsettle.command.ConfigureBody;

/**
 * The settings that rules depend on. They enter the ledger as a CONFIGURE command, so that replay decides as the node did.
 *
 * <p>Units: days, minutes after midnight, fen; a limit of 0 means none.
 */
public record RulesConfig(
        int keyRetentionDays,
        int temporaryLossDays,
        int dayCutMinutes,
        boolean signOnRequired,
        long billLimitFen,
        long dailyAccountLimitFen,
        CardTermsConfig cards) {

    /** Writes all settings into the body of a CONFIGURE command, and how many accounts the stores have room for. */
    public void write(ConfigureBody body, long maxAccounts) {
        body.keyRetentionDays(keyRetentionDays)
                .temporaryLossDays(temporaryLossDays)
                .dayCutMinutes(dayCutMinutes)
                .signOnRequired(signOnRequired)
                .rulesRevision(ConfigureBody.CURRENT_RULES)
                .billLimitFen(billLimitFen)
                .dailyAccountLimitFen(dailyAccountLimitFen)
                .maxAccounts(maxAccounts);
    }
}
