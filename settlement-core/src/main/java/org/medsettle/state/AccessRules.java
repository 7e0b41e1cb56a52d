package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.institution.SignOn;
import org.medsettle.domain.institution.SignOnStore;

/**
 * Who may ask: the institution is known and in service, and its operator has signed on where that is required. A request
 * refused here leaves no trace.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class AccessRules {
    private final Ledger ledger;
    private final InstitutionStore institutions;
    private final SignOnStore signOns;
    private long reference;

    AccessRules(Ledger ledger) {
        this.ledger = ledger;
        institutions = ledger.stores.institutions();
        signOns = ledger.stores.signOns();
    }

    /** Checks a keyed command's institution; {@link #institution()} is it afterwards. */
    ResultCode check(KeyedBody body) {
        return check(body.buffer(), body.institutionOffset(), body.signOn());
    }

    /** Checks the institution whose code stands at {@code codeOffset}. */
    ResultCode check(ByteBuffer buffer, int codeOffset, long signOn) {
        ResultCode code = inService(buffer, codeOffset);
        if (code != ResultCode.OK) {
            return code;
        }
        return mayTrade(signOn) ? ResultCode.OK : ResultCode.NOT_SIGNED_ON;
    }

    /** For reversals and questions about an outcome, which end what is open: suspended or signed off, an institution may ask. */
    ResultCode checkToEnd(KeyedBody body) {
        ResultCode code = known(body.buffer(), body.institutionOffset());
        if (code != ResultCode.OK) {
            return code;
        }
        boolean mayEnd = !ledger.rules.signOnRequiredToEnd() || isSignedOn(body.signOn());
        return mayEnd ? ResultCode.OK : ResultCode.NOT_SIGNED_ON;
    }

    /** The merchant is known and in service, and the terminal is one of its own; tills need no sign-on. */
    ResultCode checkTill(ByteBuffer buffer, int merchantOffset, int terminalOffset) {
        reference = institutions.findByMerchant(buffer, merchantOffset);
        if (reference == InstitutionStore.NONE) {
            return ResultCode.INSTITUTION_UNKNOWN;
        }
        return institution().isInService() ? isOwn(buffer, terminalOffset) : ResultCode.INSTITUTION_SUSPENDED;
    }

    /** The same for a till's reversal, whether the merchant is suspended or not. */
    ResultCode checkTillToEnd(ByteBuffer buffer, int merchantOffset, int terminalOffset) {
        ResultCode code = checkTill(buffer, merchantOffset, terminalOffset);
        return code == ResultCode.INSTITUTION_SUSPENDED ? isOwn(buffer, terminalOffset) : code;
    }

    private ResultCode isOwn(ByteBuffer buffer, int terminalOffset) {
        return institution().hasTerminal(buffer.getLong(terminalOffset)) ? ResultCode.OK : ResultCode.TERMINAL_UNKNOWN;
    }

    private boolean mayTrade(long signOn) {
        return !ledger.rules.signOnRequired() || isSignedOn(signOn);
    }

    /** The institution is known, whatever its state; for questions that a suspended one may ask as well. */
    ResultCode known(ByteBuffer buffer, int codeOffset) {
        ResultCode code = inService(buffer, codeOffset);
        return code == ResultCode.INSTITUTION_SUSPENDED ? ResultCode.OK : code;
    }

    /** The institution is known and in service, signed on or not. */
    ResultCode inService(ByteBuffer buffer, int codeOffset) {
        reference = institutions.findByCode(buffer, codeOffset);
        if (reference == InstitutionStore.NONE) {
            return ResultCode.INSTITUTION_UNKNOWN;
        }
        return institution().isInService() ? ResultCode.OK : ResultCode.INSTITUTION_SUSPENDED;
    }

    /** True when the number is a sign-on of this institution that holds on the current business date. */
    boolean isSignedOn(long number) {
        if (!signOns.has(number)) {
            return false;
        }
        SignOn signOn = signOns.at(number);
        return signOn.isActive()
                && signOn.institution() == institution().ordinal()
                && signOn.businessDate() == ledger.moment.businessDate();
    }

    /** Reference of the institution last checked, or {@code NONE}. */
    long reference() {
        return reference;
    }

    Institution institution() {
        return institutions.at(reference);
    }
}
