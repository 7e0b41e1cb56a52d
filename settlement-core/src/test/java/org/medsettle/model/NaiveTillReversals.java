package org.medsettle.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of a till's reversal: by the key of the original, whatever became of it. */
final class NaiveTillReversals {
    private final Books books;
    private final NaiveTillAccess access;
    private final NaiveMoney money;

    NaiveTillReversals(Books books, NaiveTillAccess access, NaiveMoney money) {
        this.books = books;
        this.access = access;
        this.money = money;
    }

    Answer reverse(TillOrder.Message order) {
        Answer early = access.terminalRefusalToEnd(order);
        early = early != null ? early : access.keyRefusal(order);
        if (early != null) {
            return early;
        }
        TillBooks.Key key = access.key(order);
        TillBooks.Outcome outcome = books.tills.outcomes.get(key);
        if (outcome == null) {
            outcome = fromDayBefore(order);
        }
        if (outcome == null) {
            access.bury(key);
        }
        if (outcome == null || outcome.tombstone()) {
            boolean told = (order.extras().flags() & TillBody.UNKNOWN_REFUSED) != 0;
            return told ? Answer.refused(ResultCode.ORIGINAL_NOT_FOUND) : Answer.ok();
        }
        Books.Settlement settlement = outcome.settlement();
        if (settlement == null) {
            return Answer.ok();
        }
        ResultCode mismatch = mismatch(order, settlement);
        return mismatch != ResultCode.OK ? Answer.refused(mismatch) : undo(settlement);
    }

    private TillBooks.@Nullable Outcome fromDayBefore(TillOrder.Message order) {
        boolean isUndated = order.trace().batch() == 0 && order.trace().localTime() == 0;
        boolean isSent = (order.extras().flags() & TillBody.DATED_BY_TRANSMISSION) != 0;
        if (!isUndated && (!isSent || order.trace().localTime() == 0)) {
            return null;
        }
        TillBooks.Outcome outcome =
                books.tills.outcomes.get(isUndated ? access.keyOfDayBefore(order) : access.keyDatedBefore(order));
        boolean fits = outcome != null
                && outcome.settlement() != null
                && outcome.settlement().state == SettlementState.SETTLED
                && mismatch(order, outcome.settlement()) == ResultCode.OK;
        return fits ? outcome : null;
    }

    private static ResultCode mismatch(TillOrder.Message order, Books.Settlement settlement) {
        Answer.SettlementFacts facts = settlement.first;
        if ((order.transaction() == 200) != (facts.transaction() == 200)) {
            return ResultCode.KEY_REUSED_WITH_OTHER_BODY;
        }
        TillOrder.Card card = order.card();
        if (card.type() != CredentialType.NONE && !card.shown().equals(facts.shown())) {
            return ResultCode.KEY_REUSED_WITH_OTHER_BODY;
        }
        long asked = Objects.requireNonNull(facts.till()).requestedFen();
        long moved = Math.abs(facts.amounts().medfeeFen());
        boolean same = order.amountFen() == asked || order.amountFen() == moved;
        return same ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private Answer undo(Books.Settlement settlement) {
        if (settlement.state != SettlementState.SETTLED) {
            return Answer.ok();
        }
        if (access.isClosed(batchOf(settlement))) {
            return Answer.refused(ResultCode.PERIOD_CLEARED);
        }
        return settlement.first.cancelling() ? undoRefund(settlement) : undoPurchase(settlement);
    }

    private static TillBooks.BatchKey batchOf(Books.Settlement settlement) {
        Answer.TillFacts till = Objects.requireNonNull(settlement.first.till());
        return new TillBooks.BatchKey(
                new TillBooks.TerminalKey(settlement.first.institution(), till.terminal()), till.batch());
    }

    private Answer undoPurchase(Books.Settlement settlement) {
        Answer.SettlementFacts facts = settlement.first;
        long whole = facts.amounts().accountFen();
        long left = whole - settlement.refundedFen;
        Books.Account account = Objects.requireNonNull(books.knownPerson(facts.person()).account);
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        account.takeBack(left, books.countedOn(facts));
        books.knownInstitution(facts.institution()).payableFen -= left;
        settlement.state = SettlementState.REVERSED;
        money.clear(facts, ClearingTotal.REFUND, 1, new Answer.Amounts(-left, 0, -left, 0, 0));
        Objects.requireNonNull(books.tills.batches.get(batchOf(settlement))).debit(-1, -whole);
        return Answer.ok();
    }

    private Answer undoRefund(Books.Settlement refund) {
        Answer.SettlementFacts facts = refund.first;
        Books.Settlement original = Objects.requireNonNull(books.settlements.get(facts.counterpartId()));
        if (original.state == SettlementState.REVERSED) {
            return Answer.ok();
        }
        long part = -facts.amounts().accountFen();
        Books.Account account = Objects.requireNonNull(books.knownPerson(facts.person()).account);
        Answer refusal = NaiveReversals.debitRefusal(account, part);
        if (refusal != null) {
            return refusal;
        }
        account.pay(part, books.countedOn(original.first));
        books.knownInstitution(facts.institution()).payableFen += part;
        original.refundedFen -= part;
        original.state = SettlementState.SETTLED;
        original.counterpartId = 0;
        refund.state = SettlementState.REVERSED;
        money.clear(facts, ClearingTotal.REFUND, -1, facts.amounts().negated());
        Objects.requireNonNull(books.tills.batches.get(batchOf(refund))).credit(-1, -part);
        return Answer.ok();
    }
}
