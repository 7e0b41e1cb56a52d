package org.medsettle.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillTail;

/**
 * What cancel, void, refund and reversal share: finding a settlement, giving its money or a part of it back, taking it
 * again when that is itself undone, and marking where it stands.
 *
 * <p>Units: fen. Invariant: of a till's settlement never more goes back than it took. A settlement found here is the
 * store's re-used view.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Undoing {
    private final Ledger ledger;
    private final Settlement left = new Settlement();
    private final TillTail tail = new TillTail();

    Undoing(Ledger ledger) {
        this.ledger = ledger;
        left.wrap(Scratch.allocate(Settlement.FIXED_BYTES), 0);
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

    /** The settlement with this running number, or {@code null}. */
    @Nullable
    Settlement findByNumber(long number) {
        SettlementStore settlements = ledger.stores.settlements();
        long reference = settlements.findByNumber(number);
        return reference == SettlementStore.NONE ? null : settlements.at(reference);
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

    /** Cancels the whole of {@code original}: its money goes back, and {@code undo} becomes what remains to be keyed. */
    void take(Settlement original, Settlement undo) {
        undo.clear()
                .split(
                        -original.medfeeFen(),
                        -original.fundFen(),
                        -original.accountFen(),
                        -original.mutualAidFen(),
                        -original.cashFen());
        giveBack(original, undo);
        mark(original, SettlementState.CANCELLED, undo.id());
    }

    /** Gives {@code partFen} of a till's settlement back; with the last part it is cancelled. */
    void takePart(Settlement original, Settlement undo, long partFen) {
        undo.clear().split(-partFen, 0, -partFen, 0, 0);
        giveBack(original, undo);
        long refundedFen = tail.of(original).refundedFen() + partFen;
        Invariant.check(refundedFen <= original.accountFen(), "the parts given back do not exceed the whole");
        ledger.digest.remove(original.stateHash());
        tail.refundedFen(refundedFen);
        if (refundedFen == original.accountFen()) {
            original.state(SettlementState.CANCELLED).counterpartId(undo.id());
        }
        ledger.digest.add(original.stateHash());
    }

    private void giveBack(Settlement original, Settlement undo) {
        Account account = account(original);
        Institution institution = institution(original);
        ledger.books.giveBack(account, institution, -undo.accountFen(), -undo.fundFen(), countedOn(original));
        undo.personReference(original.personReference())
                .institutionReference(original.institutionReference())
                .id(institution.area() * Settlement.ID_AREA_FACTOR
                        + ledger.stores.settlements().count()
                        + 1)
                .visitId(original.visitId())
                .sequence(ledger.moment.sequence())
                .timeMs(ledger.moment.timeMs())
                .personOrdinal(original.personOrdinal())
                .balanceAfterFen(account == null ? 0 : account.balanceFen())
                .counterpartId(original.id())
                .credential(original.credentialType(), original.credential())
                .businessDate(ledger.moment.businessDate())
                .medType(original.medType())
                .insuranceType(original.insuranceType())
                .hasAccount(original.hasAccount())
                .cancelling(true)
                .state(SettlementState.SETTLED);
    }

    /** Books a cancelling settlement that has its key. */
    void addCancelling(Settlement undo) {
        ledger.books.post(undo, institution(undo), ClearingTotal.REFUND, 1, 1);
        postTill(undo, TillBatch.CREDIT, 1, -undo.accountFen());
        ledger.stores.settlements().add(undo);
        ledger.digest.add(undo.stateHash());
    }

    /** Undoes by reversal whatever stands of a settlement or of a cancelling one; what is undone already is success. */
    ResultCode undo(Settlement settlement) {
        if (settlement.state() != SettlementState.SETTLED) {
            return ResultCode.OK;
        }
        if (isTill(settlement) && isBatchClosed(settlement)) {
            return ResultCode.PERIOD_CLEARED;
        }
        if (!settlement.isCancelling()) {
            ResultCode code = mayReturn(settlement);
            if (code == ResultCode.OK) {
                reverse(settlement);
            }
            return code;
        }
        long id = settlement.id();
        Settlement original = findById(settlement.counterpartId());
        if (original == null || original.state() == SettlementState.REVERSED) {
            return ResultCode.OK; // what was left of it went back already: nothing to pay again for
        }
        Settlement undo = Objects.requireNonNull(findById(id));
        ResultCode code = mayPayAgain(undo);
        if (code == ResultCode.OK) {
            reverseCancel(undo);
        }
        return code;
    }

    private boolean isBatchClosed(Settlement settlement) {
        tail.of(settlement);
        return ledger.isBatchClosed(institution(settlement).ordinal(), tail.terminal(), tail.batch());
    }

    /** Undoes a settlement by reversal: what is left of it goes back, on the refund side of today's totals. */
    private void reverse(Settlement settlement) {
        Institution institution = institution(settlement);
        long refundedFen = isTill(settlement) ? tail.of(settlement).refundedFen() : 0;
        long leftFen = settlement.accountFen() - refundedFen;
        ledger.books.giveBack(account(settlement), institution, leftFen, settlement.fundFen(), countedOn(settlement));
        if (refundedFen == 0) {
            ledger.books.post(settlement, institution, ClearingTotal.REFUND, 1, -1);
        } else {
            left.clear().medType(settlement.medType()).insuranceType(settlement.insuranceType());
            ledger.books.post(left.split(leftFen, 0, leftFen, 0, 0), institution, ClearingTotal.REFUND, 1, -1);
        }
        postTill(settlement, TillBatch.DEBIT, -1, -settlement.accountFen());
        mark(settlement, SettlementState.REVERSED, settlement.counterpartId());
    }

    /** Undoes a cancel: the account pays again, and the settlement it had cancelled is in force again. */
    private void reverseCancel(Settlement undo) {
        long partFen = -undo.accountFen();
        long originalId = undo.counterpartId();
        ledger.books.post(undo, institution(undo), ClearingTotal.REFUND, -1, -1);
        postTill(undo, TillBatch.CREDIT, -1, -partFen);
        mark(undo, SettlementState.REVERSED, originalId);
        long fundFen = -undo.fundFen();
        Settlement original = Objects.requireNonNull(findById(originalId));
        ledger.books.pay(account(original), institution(original), partFen, fundFen, countedOn(original));
        ledger.digest.remove(original.stateHash());
        original.state(SettlementState.SETTLED).counterpartId(0);
        if (isTill(original)) {
            tail.of(original);
            tail.refundedFen(tail.refundedFen() - partFen);
        }
        ledger.digest.add(original.stateHash());
    }

    private void postTill(Settlement settlement, int side, int count, long fen) {
        if (isTill(settlement)) {
            tail.of(settlement);
            ledger.tills.post(institution(settlement).ordinal(), tail.terminal(), tail.batch(), side, count, fen);
        }
    }

    /** The business date among whose payments a settlement counts while it stands. */
    private int countedOn(Settlement original) {
        return ledger.rules.returnsCountOnTheirDay() ? original.businessDate() : ledger.moment.businessDate();
    }

    private static boolean isTill(Settlement settlement) {
        return SettlingFamily.isTill(settlement.transaction());
    }

    /** Sets state and counterpart in place. */
    private void mark(Settlement settlement, SettlementState state, long counterpartId) {
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
