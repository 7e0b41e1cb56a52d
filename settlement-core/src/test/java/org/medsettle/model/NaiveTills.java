package org.medsettle.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of what moves money at a till: purchase, void and refund, and of the balance inquiry. */
final class NaiveTills {
    private static final long MAX_BILL_FEN = 9_999_999_999L;
    private static final long AREA_FACTOR = 1_000_000_000_000L;
    private static final long VISIT_BASE = 500_000_000_000L;

    private final Books books;
    private final NaiveTillAccess access;
    private final NaiveCredentials credentials;
    private final NaiveMoney money;
    private final NaiveLists lists;

    NaiveTills(Books books, NaiveTillAccess access, NaiveCredentials credentials, NaiveMoney money, NaiveLists lists) {
        this.books = books;
        this.access = access;
        this.credentials = credentials;
        this.money = money;
        this.lists = lists;
    }

    Answer purchase(TillOrder.Message order) {
        Answer early = careRefusal(order);
        if (early != null) {
            return early;
        }
        TillBooks.Key key = access.key(order);
        early = access.repeat(key, order);
        if (early != null) {
            return early;
        }
        if (access.isClosed(access.batchKey(order))) {
            return Answer.refused(ResultCode.BATCH_CLOSED);
        }
        Answer refusal = purchaseRefusal(order);
        return refusal != null ? access.keep(key, order, refusal) : buy(key, order);
    }

    private @Nullable Answer careRefusal(TillOrder.Message order) {
        Answer early = access.terminalRefusal(order);
        if (early != null) {
            return early;
        }
        boolean allowed = access.institution(order)
                .imported
                .medTypes()
                .contains(order.extras().medType());
        return allowed ? access.keyRefusal(order) : Answer.refused(ResultCode.MED_TYPE_NOT_ALLOWED);
    }

    private @Nullable Answer purchaseRefusal(TillOrder.Message order) {
        Answer refusal = cardRefusal(order);
        refusal = refusal != null ? refusal : holderRefusal(order);
        if (refusal != null) {
            return refusal;
        }
        long asked = order.amountFen();
        if (asked <= 0 || asked > MAX_BILL_FEN) {
            return Answer.refused(ResultCode.AMOUNT_INVALID);
        }
        Books.Account account = account(order);
        boolean inPart = (order.extras().flags() & TillBody.PARTIAL_APPROVAL) != 0;
        long approved = inPart && account.balanceFen < asked ? account.balanceFen : asked;
        long billLimit = books.settings.billLimitFen();
        long dailyLimit = books.settings.dailyAccountLimitFen();
        long paid = account.paidByDay.getOrDefault(books.businessDate, 0L);
        if ((billLimit > 0 && asked > billLimit) || (dailyLimit > 0 && paid + approved > dailyLimit)) {
            return Answer.refused(ResultCode.LIMIT_EXCEEDED);
        }
        return approved == 0 || account.balanceFen < approved ? Answer.refused(ResultCode.BALANCE_INSUFFICIENT) : null;
    }

    /** The card must be in force, and a PIN that was entered right; three wrong ones lock the card. */
    private @Nullable Answer cardRefusal(TillOrder.Message order) {
        NaiveCredentials.Meant meant = meant(order);
        if (meant.refusal() != null) {
            return meant.refusal();
        }
        Books.Card card = card(order.card());
        if (order.extras().pin() == TillBody.PIN_OK) {
            card.wrongPins = 0;
        }
        if (order.extras().pin() != TillBody.PIN_WRONG) {
            return null;
        }
        card.wrongPins++;
        if (card.wrongPins < 3) {
            return Answer.refused(ResultCode.PIN_WRONG);
        }
        card.state = CardState.LOCKED;
        lists.follow(card);
        return Answer.refused(ResultCode.PIN_LOCKED);
    }

    private NaiveCredentials.Meant meant(TillOrder.Message order) {
        CredentialType type = order.card().type();
        return type == CredentialType.CARD || type == CredentialType.BANK_NUMBER
                ? credentials.meant(order.card().shown())
                : new NaiveCredentials.Meant(null, Answer.refused(ResultCode.CARD_UNKNOWN));
    }

    private Books.Card card(TillOrder.Card card) {
        Books.Card found = card.type() == CredentialType.CARD
                ? books.cards.get(card.packed())
                : books.cardByBankNumber(card.packed());
        return Objects.requireNonNull(found);
    }

    private @Nullable Answer holderRefusal(TillOrder.Message order) {
        Books.Person holder = meant(order).holder();
        if (holder.imported.insuredState() != 1) {
            return Answer.refused(ResultCode.INSURANCE_NOT_IN_FORCE);
        }
        Books.Account account = holder.account;
        if (account == null) {
            return Answer.refused(ResultCode.NO_PERSONAL_ACCOUNT);
        }
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        return account.frozen ? Answer.refused(ResultCode.ACCOUNT_FROZEN) : null;
    }

    private Books.Account account(TillOrder.Message order) {
        return Objects.requireNonNull(meant(order).holder().account);
    }

    private Answer buy(TillBooks.Key key, TillOrder.Message order) {
        Books.Account account = account(order);
        Books.Person holder = meant(order).holder();
        Books.Institution institution = access.institution(order);
        long approved = Math.min(account.balanceFen, order.amountFen());
        account.pay(approved, books.businessDate);
        long number = books.settlements.size() + 1L;
        long area = institution.imported.area() * AREA_FACTOR;
        Answer.SettlementFacts facts = new Answer.SettlementFacts(
                area + number,
                area + VISIT_BASE + number,
                books.sequence,
                books.timeMs,
                holder.imported.number(),
                institution.imported.code(),
                institution.imported.area(),
                institution.imported.clearingAgency(),
                new Answer.Amounts(approved, 0, approved, 0, 0),
                account.balanceFen,
                true,
                0,
                books.businessDate,
                order.extras().medType(),
                holder.imported.insuranceType(),
                order.transaction(),
                SettlementState.SETTLED,
                false,
                order.card().shown(),
                "",
                List.of(),
                tillFacts(order));
        Books.Settlement settlement = money.book(facts, ClearingTotal.NORMAL);
        access.openBatch(order).debit(1, approved);
        access.trace(order, settlement);
        return access.keep(key, order, settlement);
    }

    private Answer.TillFacts tillFacts(TillOrder.Message order) {
        return new Answer.TillFacts(
                order.terminal(), access.batchKey(order).batch(), order.trace().stan(), order.amountFen(), 0);
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
        Answer refusal = order.card().type() == CredentialType.NONE ? null : cardRefusal(order);
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
                && !meant(order).holder().imported.number().equals(facts.person());
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
        if (fen <= 0 || fen > MAX_BILL_FEN) {
            return ResultCode.AMOUNT_INVALID;
        }
        boolean within = original.refundedFen + fen <= original.first.amounts().accountFen();
        return within ? ResultCode.OK : ResultCode.AMOUNT_MISMATCH;
    }

    private Answer giveBack(TillBooks.Key key, TillOrder.Message order, Books.Settlement original) {
        Answer.SettlementFacts first = original.first;
        long fen = order.amountFen();
        Books.Account account = Objects.requireNonNull(books.knownPerson(first.person()).account);
        account.takeBack(fen, books.businessDate);
        boolean hasCard = order.card().type() != CredentialType.NONE;
        Answer.SettlementFacts facts = new Answer.SettlementFacts(
                first.area() * AREA_FACTOR + books.settlements.size() + 1,
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
                tillFacts(order));
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

    /** A balance inquiry; without a PIN when it is a query. */
    Answer balance(TillOrder.Message order) {
        Answer early = careRefusal(order);
        if (early != null) {
            return early;
        }
        if (order.type() == CommandType.QUERY_BALANCE && order.extras().pin() != TillBody.PIN_NONE) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Answer refusal = cardRefusal(order);
        refusal = refusal != null ? refusal : holderRefusal(order);
        if (refusal != null) {
            return refusal;
        }
        return NaiveQueries.facts(meant(order).holder());
    }
}
