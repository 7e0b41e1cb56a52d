package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlementStore;

/**
 * What cancel and reversal share: finding a settlement by id, giving its money back, taking it again when a cancel is
 * itself undone, and marking where it stands.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Undoing {
    private final Ledger ledger;

    Undoing(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The settlement with these 18 digits, or {@code null}. */
    @Nullable
    Settlement findById(long id) {
        SettlementStore settlements = ledger.stores.settlements();
        if (id <= 0) {
            return null;
        }
        long reference = settlements.findByNumber(id % Settlement.ID_AREA_FACTOR);
        if (reference == SettlementStore.NONE) {
            return null;
        }
        Settlement settlement = settlements.at(reference);
        return settlement.id() == id ? settlement : null;
    }

    /** Whether the account can take the settlement's money back. A frozen account may receive. */
    ResultCode mayReturn(Settlement settlement) {
        Account account = account(settlement);
        return account != null && settlement.accountFen() > 0 && account.isClosed()
                ? ResultCode.ACCOUNT_CLOSED
                : ResultCode.OK;
    }

    /** Whether the account can pay again what the cancelling settlement {@code undo} had given back. */
    ResultCode mayPayAgain(Settlement undo) {
        Account account = account(undo);
        if (account == null || undo.accountFen() == 0) {
            return ResultCode.OK;
        }
        if (account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        if (account.isFrozen()) {
            return ResultCode.ACCOUNT_FROZEN;
        }
        return account.balanceFen() < -undo.accountFen() ? ResultCode.BALANCE_INSUFFICIENT : ResultCode.OK;
    }

    /** Moves the settlement's money back; answers the account, if any, as it is then. */
    @Nullable
    Account giveBack(Settlement settlement) {
        Account account = account(settlement);
        ledger.books.giveBack(account, institution(settlement), settlement.accountFen(), settlement.fundFen());
        return account;
    }

    /** Undoes a settlement by reversal: money back, refund side of today's totals, state REVERSED. */
    void reverse(Settlement settlement) {
        giveBack(settlement);
        ledger.books.post(settlement, institution(settlement), ClearingTotal.REFUND, 1, -1);
        mark(settlement, SettlementState.REVERSED, settlement.counterpartId());
    }

    /** Undoes a cancel: the account pays again, and the settlement it had cancelled is in force again. */
    void reverseCancel(Settlement undo) {
        ledger.books.pay(account(undo), institution(undo), -undo.accountFen(), -undo.fundFen());
        ledger.books.post(undo, institution(undo), ClearingTotal.REFUND, -1, -1);
        long originalId = undo.counterpartId();
        mark(undo, SettlementState.REVERSED, originalId);
        Settlement original = findById(originalId);
        if (original != null) {
            mark(original, SettlementState.SETTLED, 0);
        }
    }

    /** Sets state and counterpart in place. */
    void mark(Settlement settlement, SettlementState state, long counterpartId) {
        ledger.digest.remove(settlement.stateHash());
        settlement.state(state).counterpartId(counterpartId);
        ledger.digest.add(settlement.stateHash());
    }

    private @Nullable Account account(Settlement settlement) {
        long handle = ledger.stores.persons().at(settlement.personReference()).accountHandle();
        return settlement.hasAccount() && handle != AccountStore.NONE
                ? ledger.stores.accounts().at(handle)
                : null;
    }

    private Institution institution(Settlement settlement) {
        return ledger.stores.institutions().at(settlement.institutionReference());
    }
}
