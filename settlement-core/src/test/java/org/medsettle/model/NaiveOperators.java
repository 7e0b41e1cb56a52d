package org.medsettle.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.medsettle.command.Door;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.ClearingTotal;

/** The model of what operators may ask: a settlement by its id, what came of a key, a person, the totals of a day. */
final class NaiveOperators {
    private static final int PAGE_TOTALS = 64;
    private static final int PAGE_LOOKS = 1_024;

    private final Books books;
    private final NaiveAccess access;
    private final NaiveQueries queries;

    NaiveOperators(Books books, NaiveAccess access, NaiveQueries queries) {
        this.books = books;
        this.access = access;
        this.queries = queries;
    }

    Answer answer(OperatorOrder order) {
        if (order instanceof OperatorOrder.FindSettlement question) {
            Books.Settlement settlement = books.settlements.get(question.id());
            return settlement == null ? Answer.refused(ResultCode.ORIGINAL_NOT_FOUND) : Answer.ok(settlement.now());
        }
        if (order instanceof OperatorOrder.FindPerson question) {
            Books.Person person = books.persons.get(question.number());
            return person == null ? Answer.refused(ResultCode.PERSON_UNKNOWN) : NaiveQueries.facts(person);
        }
        return order instanceof OperatorOrder.FindOutcome question
                ? outcome(question)
                : dayTotals((OperatorOrder.DayTotals) order);
    }

    private Answer outcome(OperatorOrder.FindOutcome question) {
        if (books.institution(question.institution()) == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        Answer tooOld = access.dateRefusal(question.keyDate());
        if (tooOld != null) {
            return tooOld;
        }
        Books.Outcome outcome = books.outcomes.get(new Head.Key(
                Door.HIS.code(), question.institution(), question.word1(), question.word2(), question.keyDate()));
        return outcome == null
                ? Answer.ok(new Answer.OutcomeFacts(false, ResultCode.OK, 0, 0, OutcomeReply.NOT_UNDONE, null))
                : queries.outcome(outcome);
    }

    private Answer dayTotals(OperatorOrder.DayTotals question) {
        String institution = question.institution();
        if (!institution.isEmpty() && books.institution(institution) == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        int date = question.businessDate() == 0 ? books.businessDate : question.businessDate();
        List<LedgerFacts.TotalKey> all = inOrderOfArrival();
        int place = 0;
        while (place < all.size()
                && (place < question.cursor() || all.get(place).businessDate() < date)) {
            place++;
        }
        List<Answer.DayTotal> page = new ArrayList<>();
        for (int looks = 0; isOf(date, all, place) && looks < PAGE_LOOKS && page.size() < PAGE_TOTALS; looks++) {
            LedgerFacts.TotalKey key = all.get(place++);
            if (institution.isEmpty() || institution.equals(key.institution())) {
                page.add(total(key));
            }
        }
        return Answer.ok(new Answer.DayFacts(date, isOf(date, all, place) ? place : 0, books.closedThrough, page));
    }

    private static boolean isOf(int date, List<LedgerFacts.TotalKey> all, int place) {
        return place < all.size() && all.get(place).businessDate() == date;
    }

    /** One key for both sides of a total, by which of them came first. */
    private List<LedgerFacts.TotalKey> inOrderOfArrival() {
        LinkedHashSet<LedgerFacts.TotalKey> keys = new LinkedHashSet<>();
        books.totals.keySet().forEach(key -> keys.add(side(key, ClearingTotal.NORMAL)));
        return List.copyOf(keys);
    }

    private static LedgerFacts.TotalKey side(LedgerFacts.TotalKey key, int side) {
        return new LedgerFacts.TotalKey(
                key.businessDate(), key.institution(), key.insuranceType(), key.clearingType(), side);
    }

    private Answer.DayTotal total(LedgerFacts.TotalKey key) {
        return new Answer.DayTotal(
                key.institution(),
                key.insuranceType(),
                key.clearingType(),
                books.totals.getOrDefault(side(key, ClearingTotal.NORMAL), LedgerFacts.Total.NOTHING),
                books.totals.getOrDefault(side(key, ClearingTotal.REFUND), LedgerFacts.Total.NOTHING));
    }
}
