package org.medsettle.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.list.InvalidListStore;

/** The model of what can be asked: a person, a settlement, a card, the outcome of a key, the figures of the ledger. */
final class NaiveQueries {
    private final Books books;
    private final NaiveAccess access;
    private final NaiveCredentials credentials;

    NaiveQueries(Books books, NaiveAccess access, NaiveCredentials credentials) {
        this.books = books;
        this.access = access;
        this.credentials = credentials;
    }

    Answer person(Order.Query order) {
        Answer early = access.refusal(order.institution(), order.signOn());
        if (early != null) {
            return early;
        }
        NaiveCredentials.Meant meant = credentials.meant(order.shown());
        if (meant.refusal() != null) {
            return meant.refusal();
        }
        return facts(meant.holder());
    }

    static Answer facts(Books.Person holder) {
        Order.ImportPerson person = holder.imported;
        Books.Account account = holder.account;
        return Answer.ok(new Answer.PersonFacts(
                person.number(),
                person.citizenId(),
                person.name(),
                person.insuranceType(),
                person.insuredState(),
                holder.area,
                account != null,
                account == null ? 0 : account.balanceFen,
                account == null ? 0 : flags(account)));
    }

    private static int flags(Books.Account account) {
        return (account.frozen ? Account.FROZEN : 0) | (account.closed ? Account.CLOSED : 0);
    }

    static LedgerFacts.AccountFacts facts(Books.Account account) {
        return new LedgerFacts.AccountFacts(
                account.openingFen,
                account.balanceFen,
                account.creditsFen,
                account.debitsFen,
                account.returnsFen,
                flags(account));
    }

    Answer settlement(Order.Query order) {
        Answer early = access.refusal(order.institution(), order.signOn());
        if (early != null) {
            return early;
        }
        Books.Settlement settlement = books.settlements.get(order.settlementId());
        boolean belongs = settlement != null
                && settlement.first.visitId() == order.visitId()
                && settlement.first.person().equals(order.person())
                && settlement.first.institution().equals(order.institution());
        return belongs ? Answer.ok(settlement.now()) : Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
    }

    Answer card(Order.Query order) {
        if (!order.institution().isEmpty() && books.institution(order.institution()) == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        long key = order.shown().packed();
        Books.Card card = books.cards.get(key);
        List<Answer.ListFacts> lists = new ArrayList<>();
        for (Books.InvalidList list : books.lists) {
            Order.Entry entry = list.entries.get(key);
            lists.add(
                    entry == null
                            ? new Answer.ListFacts(0, false, 0, 0, list.version, list.updatedMs, age(list))
                            : new Answer.ListFacts(
                                    entry.reason(),
                                    credentials.isInForce(entry),
                                    entry.fromSeconds(),
                                    entry.toSeconds(),
                                    list.version,
                                    list.updatedMs,
                                    age(list)));
        }
        return Answer.ok(new Answer.CardFacts(key, card == null ? null : books.stateNow(card), lists));
    }

    Answer listEntries(Order.ListEntries order) {
        if (order.level() < 0 || order.level() >= books.lists.size() || order.limit() < 1 || order.limit() > 100) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Books.InvalidList list = books.lists.get(order.level());
        List<Answer.ListedFacts> rest = list.entries.values().stream()
                .filter(entry -> Long.compareUnsigned(InvalidListStore.order(entry.cardKey()), order.cursor()) >= 0)
                .sorted((a, b) ->
                        Long.compareUnsigned(InvalidListStore.order(a.cardKey()), InvalidListStore.order(b.cardKey())))
                .map(entry -> new Answer.ListedFacts(
                        entry.cardKey(),
                        entry.reason(),
                        credentials.isInForce(entry),
                        entry.fromSeconds(),
                        entry.toSeconds()))
                .toList();
        List<Answer.ListedFacts> page = rest.subList(0, Math.min(rest.size(), order.limit()));
        boolean full = page.size() == order.limit();
        long next = full ? InvalidListStore.order(page.get(page.size() - 1).cardKey()) + 1 : 0;
        return Answer.ok(new Answer.EntriesFacts(list.version, next, page));
    }

    private Answer.ListAge age(Books.InvalidList list) {
        return new Answer.ListAge(
                list.fedMs, list.maxAgeSeconds, new NaiveLists(books).isTooOld(list), list.refusesWhenTooOld);
    }

    Answer outcome(Order.QueryOutcome order) {
        Order.Original original = order.original();
        Answer early =
                access.refusalToEnd(order.head().institution(), order.head().signOn());
        if (early != null) {
            return early;
        }
        if (!original.institution().equals(order.head().institution())) {
            return Answer.refused(ResultCode.ORIGINAL_OF_OTHER_INSTITUTION);
        }
        Answer tooOld = access.dateRefusal(original.keyDate());
        if (tooOld != null) {
            return tooOld;
        }
        Books.Outcome outcome =
                books.outcomes.get(NaiveReversals.keyOf(order.head(), original).key());
        if (outcome == null) {
            return Answer.ok(new Answer.OutcomeFacts(false, ResultCode.OK, 0, original.transaction(), 0, null));
        }
        if (outcome.transaction != original.transaction()) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        return outcome(outcome);
    }

    /** What came of a key that has been seen. */
    Answer outcome(Books.Outcome outcome) {
        return Answer.ok(new Answer.OutcomeFacts(
                true,
                outcome.answer.code(),
                outcome.answer.detail(),
                outcome.transaction,
                undoneBy(outcome),
                outcome.settlement == null ? null : outcome.settlement.now()));
    }

    private static int undoneBy(Books.Outcome outcome) {
        if (outcome.tombstone) {
            return OutcomeReply.UNDONE_BY_REVERSAL;
        }
        if (outcome.settlement == null) {
            return OutcomeReply.NOT_UNDONE;
        }
        return switch (outcome.settlement.state) {
            case SETTLED -> OutcomeReply.NOT_UNDONE;
            case CANCELLED -> OutcomeReply.UNDONE_BY_CANCEL;
            case REVERSED -> OutcomeReply.UNDONE_BY_REVERSAL;
        };
    }

    Answer figures() {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SEQUENCE, books.sequence);
        figures.put(Figure.PERSONS, (long) books.persons.size());
        figures.put(
                Figure.ACCOUNTS,
                books.persons.values().stream()
                        .filter(person -> person.account != null)
                        .count());
        figures.put(Figure.CARDS, (long) books.cards.size());
        figures.put(Figure.INSTITUTIONS, (long) books.institutions.size());
        figures.put(Figure.SETTLEMENTS, (long) books.settlements.size());
        figures.put(Figure.KEYS, (long) books.outcomes.size() + books.tills.keyCount());
        figures.put(Figure.LIST_NATION, (long) books.lists.get(0).entries.size());
        figures.put(Figure.LIST_PROVINCE, (long) books.lists.get(1).entries.size());
        figures.put(Figure.LIST_CITY, (long) books.lists.get(2).entries.size());
        figures.put(Figure.BALANCE_FEN, sum(account -> account.balanceFen));
        figures.put(Figure.HELD_FEN, 0L);
        figures.put(Figure.OPENING_FEN, sum(account -> account.openingFen));
        figures.put(Figure.CREDITS_FEN, sum(account -> account.creditsFen));
        figures.put(Figure.ACCOUNT_DEBITS_FEN, sum(account -> account.debitsFen));
        figures.put(Figure.ACCOUNT_RETURNS_FEN, sum(account -> account.returnsFen));
        figures.put(Figure.FUND_PAID_FEN, 0L);
        figures.put(Figure.FUND_RETURNED_FEN, 0L);
        figures.put(
                Figure.INSTITUTION_PAYABLE_FEN,
                books.institutions.values().stream()
                        .mapToLong(institution -> institution.payableFen)
                        .sum());
        return Answer.ok(new Answer.Figures(figures));
    }

    private long sum(ToLongFunction<Books.Account> figure) {
        return books.persons.values().stream()
                .filter(person -> person.account != null)
                .mapToLong(person -> figure.applyAsLong(person.account))
                .sum();
    }
}
