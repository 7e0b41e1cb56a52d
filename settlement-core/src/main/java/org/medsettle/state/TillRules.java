package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;

/** What a till's messages have in common: who may send them, whose card is shown, and whether its account may pay. */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillRules {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final CredentialRules credentials;
    private final CardStates cards;

    TillRules(Ledger ledger, AccessRules access, KeyRules keys, CredentialRules credentials, CardStates cards) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.credentials = credentials;
        this.cards = cards;
    }

    /** The terminal may ask, and {@code key} is its message's key; a refusal leaves no trace. */
    ResultCode admit(TillBody body, TillKey key) {
        ResultCode code = access.checkTill(body.buffer(), body.institutionOffset(), body.terminalOffset());
        return code == ResultCode.OK ? setKey(body, key) : code;
    }

    /** The same for a reversal. */
    ResultCode admitReversal(TillBody body, TillKey key) {
        ResultCode code = access.checkTillToEnd(body.buffer(), body.institutionOffset(), body.terminalOffset());
        return code == ResultCode.OK ? setKey(body, key) : code;
    }

    /** The same for a message that asks for care to be paid. */
    ResultCode admitCare(TillBody body, TillKey key) {
        ResultCode code = access.checkTill(body.buffer(), body.institutionOffset(), body.terminalOffset());
        if (code != ResultCode.OK) {
            return code;
        }
        return access.institution().allows(body.medType()) ? setKey(body, key) : ResultCode.MED_TYPE_NOT_ALLOWED;
    }

    private ResultCode setKey(TillBody body, TillKey key) {
        if (!key.set(body, access.institution().ordinal(), ledger.moment)) {
            return ResultCode.FIELD_INVALID;
        }
        return keys.dateAllows(key.date());
    }

    /** True when the batch of the message takes nothing more. */
    boolean isBatchClosed(TillBody body, TillKey key) {
        return ledger.isBatchClosed(access.institution().ordinal(), body.terminalWord(), key.batch());
    }

    /** The card shown is in force and its PIN, where one was entered, is right. Tries are counted. */
    ResultCode judgeCard(TillBody body) {
        ResultCode code = resolve(body);
        return code == ResultCode.OK ? cards.judgePin(credentials.cardReference(), body) : code;
    }

    /** The card shown is in force. Tills know cards only, by number or by bank number. */
    ResultCode resolve(TillBody body) {
        CredentialType type = body.credentialType();
        boolean isCard = type == CredentialType.CARD || type == CredentialType.BANK_NUMBER;
        credentials.present(isCard ? type : CredentialType.NONE, body.credential(), false, 0, 0);
        return credentials.resolve();
    }

    /** The holder is insured and has an account that may pay. */
    ResultCode judgeHolder() {
        if (credentials.person().insuredState() != InsuredState.NORMAL.code()) {
            return ResultCode.INSURANCE_NOT_IN_FORCE;
        }
        Account account = account();
        if (account == null) {
            return ResultCode.NO_PERSONAL_ACCOUNT;
        }
        if (account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        return account.isFrozen() ? ResultCode.ACCOUNT_FROZEN : ResultCode.OK;
    }

    /** The holder's account. */
    @Nullable
    Account account() {
        Person person = credentials.person();
        long handle = person.accountHandle();
        return handle == AccountStore.NONE ? null : ledger.stores.accounts().at(handle);
    }
}
