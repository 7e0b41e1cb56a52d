package org.medsettle.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of void and refund at a till. */
final class NaiveTillRefunds {
    private final Books books;
    private final NaiveTillAccess access;
    private final NaiveTills tills;
    private final NaiveMoney money;

    NaiveTillRefunds(Books books, NaiveTillAccess access, NaiveTills tills, NaiveMoney money) {
        this.books = books;
        this.access = access;
        this.tills = tills;
        this.money = money;
    }

    Answer undo(TillOrder.Message order) {
        Answer early = access.terminalRefusal(order);
        early = early != null ? early : access.keyRefusal(order);
        if (early != null) {
            return early;
        }
        TillBooks.Key key = access.key(order);
        early = access.repeat(key, order);
        if (early != null) {
            return early;
        }
        boolean isVoid = order.type() == CommandType.TILL_VOID;
        if (!isVoid && access.isClosed(access.batchKey(order))) {
            return Answer.refused(ResultCode.BATCH_CLOSED);
        }
        Answer refusal = order.card().type() == CredentialType.NONE ? null : tills.cardRefusal(order);
        Books.Settlement original = access.original(order);
        if (refusal == null) {
            refusal = original == null
                    ? Answer.refused(ResultCode.ORIGINAL_NOT_FOUND)
                    : undoRefusal(order, original, isVoid);
        }
        return refusal != null
                ? access.keep(key, order, refusal)
                : giveBack(key, order, Objects.requireNonNull(original));
    }

    private @Nullable Answer undoRefusal(TillOrder.Message order, Books.Settlement original, boolean isVoid) {
        Answer.SettlementFacts facts = original.first;
        if (!facts.institution().equals(access.institution(order).imported.code())) {
            return Answer.refused(ResultCode.ORIGINAL_OF_OTHER_INSTITUTION);
        }
        Answer.TillFacts till = facts.till();
        if (till == null || (isVoid && !till.terminal().equals(order.terminal()))) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        boolean another = order.card().type() != CredentialType.NONE
                && !tills.meant(order).holder().imported.number().equals(facts.person());
        if (another) {
            return Answer.refused(ResultCode.CARDHOLDER_MISMATCH);
        }
        if (facts.cancelling()) {
            return Answer.refused(ResultCode.NOT_REVERSIBLE);
        }
        if (original.state != SettlementState.SETTLED) {
            return Answer.refused(
                    original.state == SettlementState.CANCELLED
                            ? ResultCode.ALREADY_CANCELLED
                            : ResultCode.ALREADY_REVERSED);
        }
        ResultCode code = isVoid ? voidCode(order, original, till) : refundCode(order, original);
        boolean shut = Objects.requireNonNull(books.knownPerson(facts.person()).account).closed;
        return code != ResultCode.OK ? Answer.refused(code) : shut ? Answer.refused(ResultCode.ACCOUNT_CLOSED) : null;
    }

    private ResultCode voidCode(TillOrder.Message order, Books.Settlement original, Answer.TillFacts till) {
        if (original.refundedFen > 0) {
            return ResultCode.ALREADY_CANCELLED;
        }
        TillBooks.BatchKey batch = access.batchKey(order);
        if (!batch.batch().equals(till.batch()) || access.isClosed(batch)) {
            return ResultCode.PERIOD_CLEARED;
        }
        boolean whole = order.amountFen() == original.first.amounts().accountFen();
        return whole ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private static ResultCode refundCode(TillOrder.Message order, Books.Settlement original) {
        long fen = order.amountFen();
        if (fen <= 0 || fen > NaiveTills.MAX_BILL_FEN) {
            return ResultCode.AMOUNT_INVALID;
        }
        boolean within = original.refundedFen + fen <= original.first.amounts().accountFen();
        return within ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private Answer giveBack(TillBooks.Key key, TillOrder.Message order, Books.Settlement original) {
        Answer.SettlementFacts first = original.first;
        long fen = order.amountFen();
        Books.Account account = Objects.requireNonNull(books.knownPerson(first.person()).account);
        account.takeBack(fen, books.countedOn(first));
        boolean hasCard = order.card().type() != CredentialType.NONE;
        Answer.SettlementFacts facts = new Answer.SettlementFacts(
                first.area() * NaiveTills.AREA_FACTOR + books.settlements.size() + 1,
                first.visitId(),
                books.sequence,
                books.timeMs,
                first.person(),
                first.institution(),
                first.area(),
                first.clearingAgency(),
                new Answer.Amounts(-fen, 0, -fen, 0, 0),
                account.balanceFen,
                true,
                first.id(),
                books.businessDate,
                first.medType(),
                first.insuranceType(),
                order.transaction(),
                SettlementState.SETTLED,
                true,
                hasCard ? order.card().shown() : first.shown(),
                "",
                List.of(),
                tills.tillFacts(order));
        original.refundedFen += fen;
        if (original.refundedFen == first.amounts().accountFen()) {
            original.state = SettlementState.CANCELLED;
            original.counterpartId = facts.id();
        }
        Books.Settlement settlement = money.book(facts, ClearingTotal.REFUND);
        access.openBatch(order).credit(1, fen);
        access.trace(order, settlement);
        return access.keep(key, order, settlement);
    }
}
