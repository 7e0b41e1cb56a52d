package org.medsettle.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of purchase and balance inquiry at a till, and of the card that is shown there. */
final class NaiveTills {
    static final long MAX_BILL_FEN = 9_999_999_999L;
    static final long AREA_FACTOR = 1_000_000_000_000L;
    private static final long VISIT_BASE = 500_000_000_000L;

    private final Books books;
    private final NaiveTillAccess access;
    private final NaiveCredentials credentials;
    private final NaiveMoney money;
    private final NaiveCards cards;

    NaiveTills(Books books, NaiveTillAccess access, NaiveCredentials credentials, NaiveMoney money, NaiveCards cards) {
        this.books = books;
        this.access = access;
        this.credentials = credentials;
        this.money = money;
        this.cards = cards;
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
    @Nullable
    Answer cardRefusal(TillOrder.Message order) {
        NaiveCredentials.Meant meant = meant(order);
        if (meant.refusal() != null) {
            return meant.refusal();
        }
        Books.Card card = card(order.card());
        int verdict = order.extras().pin();
        boolean shown = verdict == TillBody.PIN_OK || verdict == TillBody.PIN_WRONG;
        if (!shown) {
            return null;
        }
        boolean right =
                card.pin == 0 ? verdict == TillBody.PIN_OK : order.extras().pinValue() == card.pin;
        ResultCode code = cards.tried(card, right);
        return code == ResultCode.OK ? null : Answer.refused(code);
    }

    NaiveCredentials.Meant meant(TillOrder.Message order) {
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

    Answer.TillFacts tillFacts(TillOrder.Message order) {
        return new Answer.TillFacts(
                order.terminal(), access.batchKey(order).batch(), order.trace().stan(), order.amountFen(), 0);
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
