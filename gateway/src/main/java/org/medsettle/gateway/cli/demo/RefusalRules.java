package org.medsettle.gateway.cli.demo;

import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.settlement.CredentialType;

/**
 * What a well-formed request must be refused with, from the import files and the client's own loss reports alone;
 * written without a look at the server's rules.
 *
 * <p>Threads: stateless.
 */
final class RefusalRules {
    private RefusalRules() {}

    /** Whether the credential is in force today. */
    static ResultCode credential(Insured person, CredentialType credential, boolean isReportedLost, long today) {
        SocialCard card = person.card();
        if (credential != CredentialType.CARD || card == null) {
            return ResultCode.OK;
        }
        if (isReportedLost) {
            return ResultCode.CARD_LOST_TEMPORARY;
        }
        boolean isPast = card.expiryDay() != 0 && card.expiryDay() < today;
        ResultCode code = isPast && card.state() == CardState.NORMAL ? ResultCode.CARD_EXPIRED : of(card.state());
        return code == ResultCode.OK && card.isListed() ? ResultCode.CARD_ON_INVALID_LIST : code;
    }

    /** Whether a bill of the person is settled today. */
    static ResultCode bill(Insured person, CredentialType credential, boolean isReportedLost, long today) {
        ResultCode code = credential(person, credential, isReportedLost, today);
        if (code != ResultCode.OK) {
            return code;
        }
        return person.insuredState() == InsuredState.NORMAL.code() ? ResultCode.OK : ResultCode.INSURANCE_NOT_IN_FORCE;
    }

    private static ResultCode of(CardState state) {
        return switch (state) {
            case NORMAL -> ResultCode.OK;
            case SEALED -> ResultCode.CARD_NOT_ACTIVATED;
            case LOST_TEMPORARY -> ResultCode.CARD_LOST_TEMPORARY;
            case LOST_FORMAL -> ResultCode.CARD_LOST_FORMAL;
            case LOCKED -> ResultCode.CARD_LOCKED;
            case CANCELLED -> ResultCode.CARD_CANCELLED;
            case REPLACED -> ResultCode.CARD_REPLACED;
            case EXPIRED -> ResultCode.CARD_EXPIRED;
            case DAMAGED -> ResultCode.CARD_DAMAGED;
        };
    }
}
