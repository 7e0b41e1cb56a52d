package org.medsettle.model;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.SettlementState;

/** The model of reverse: by the original's key, with tombstones, and of the undoing of a cancel. */
final class NaiveReversals {
    private static final Set<Integer> REVERSIBLE = Set.of(2102, 2103, 2207, 2208, 2304, 2305, 2401);

    private final Books books;
    private final NaiveAccess access;
    private final NaiveMoney money;

    NaiveReversals(Books books, NaiveAccess access, NaiveMoney money) {
        this.books = books;
        this.access = access;
        this.money = money;
    }

    Answer reverse(Order.Reverse order) {
        Head head = order.head();
        Order.Original original = order.original();
        Answer early = access.refusalToEnd(head.institution(), head.signOn());
        early = early != null ? early : access.dateRefusal(head.keyDate());
        early = early != null ? early : access.repeat(order);
        if (early != null) {
            return early;
        }
        Answer tooOld = access.dateRefusal(original.keyDate());
        if (tooOld != null) {
            return tooOld;
        }
        if (!original.institution().equals(head.institution())) {
            return keep(order, ResultCode.ORIGINAL_OF_OTHER_INSTITUTION);
        }
        if (!REVERSIBLE.contains(original.transaction())) {
            return keep(order, ResultCode.NOT_REVERSIBLE);
        }
        Head key = keyOf(head, original);
        if (key.key().equals(head.key())) {
            return keep(order, ResultCode.ORIGINAL_NOT_FOUND);
        }
        return access.keep(order, original.person(), undo(key, original));
    }

    private Answer keep(Order.Reverse order, ResultCode refusal) {
        return access.keep(order, order.original().person(), Answer.refused(refusal));
    }

    /** The head under which the original came, if it ever did. */
    static Head keyOf(Head asking, Order.Original original) {
        return new Head(
                asking.door(),
                original.transaction(),
                original.institution(),
                original.word1(),
                original.word2(),
                original.keyDate(),
                0,
                "");
    }

    private Answer undo(Head key, Order.Original original) {
        Books.Outcome outcome = books.outcomes.get(key.key());
        if (outcome == null) {
            access.bury(key, original.person());
            return Answer.ok();
        }
        if (outcome.tombstone) {
            return Answer.ok();
        }
        if (outcome.transaction != original.transaction() || !outcome.person.equals(original.person())) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        Books.Settlement settlement = outcome.settlement;
        if (settlement == null || settlement.state != SettlementState.SETTLED) {
            return Answer.ok();
        }
        return settlement.first.cancelling() ? undoCancel(settlement) : undoSettle(settlement);
    }

    private Answer undoSettle(Books.Settlement settlement) {
        Answer.SettlementFacts facts = settlement.first;
        long paid = facts.amounts().accountFen();
        Books.Account account = books.knownPerson(facts.person()).account;
        if (paid > 0) {
            Books.Account purse = Objects.requireNonNull(account);
            if (purse.closed) {
                return Answer.refused(ResultCode.ACCOUNT_CLOSED);
            }
            purse.takeBack(paid, books.countedOn(facts));
            books.knownInstitution(facts.institution()).payableFen -= paid;
        }
        settlement.state = SettlementState.REVERSED;
        money.clear(facts, ClearingTotal.REFUND, 1, facts.amounts().negated());
        return Answer.ok();
    }

    private Answer undoCancel(Books.Settlement cancelling) {
        Answer.SettlementFacts facts = cancelling.first;
        Books.Settlement original = Objects.requireNonNull(books.settlements.get(facts.counterpartId()));
        long paid = -facts.amounts().accountFen();
        if (paid > 0) {
            Books.Account account = Objects.requireNonNull(books.knownPerson(facts.person()).account);
            Answer refusal = debitRefusal(account, paid);
            if (refusal != null) {
                return refusal;
            }
            account.pay(paid, books.countedOn(original.first));
            books.knownInstitution(facts.institution()).payableFen += paid;
        }
        original.state = SettlementState.SETTLED;
        original.counterpartId = 0;
        cancelling.state = SettlementState.REVERSED;
        money.clear(facts, ClearingTotal.REFUND, -1, facts.amounts().negated());
        return Answer.ok();
    }

    static @Nullable Answer debitRefusal(Books.Account account, long fen) {
        if (account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        if (account.frozen) {
            return Answer.refused(ResultCode.ACCOUNT_FROZEN);
        }
        return account.balanceFen < fen ? Answer.refused(ResultCode.BALANCE_INSUFFICIENT) : null;
    }
}
