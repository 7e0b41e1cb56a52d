package org.medsettle.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Door;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.SettlementState;

/** The model of what is checked before a rule is asked: institution, sign-on, key; and of one key, one final answer. */
final class NaiveAccess {
    private final Books books;
    private int keptFrom = Integer.MIN_VALUE;

    NaiveAccess(Books books) {
        this.books = books;
    }

    /** Refusals that leave no trace: institution unknown, not in service, operator not signed on. */
    @Nullable
    Answer refusal(String institutionCode, long signOn) {
        Books.Institution institution = books.institution(institutionCode);
        if (institution == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        if (!institution.inService) {
            return Answer.refused(ResultCode.INSTITUTION_SUSPENDED);
        }
        if (books.settings.signOnRequired() && !isSignedOn(institutionCode, signOn)) {
            return Answer.refused(ResultCode.NOT_SIGNED_ON);
        }
        return null;
    }

    /** The same for who wants to end what is open: that one may be suspended, and since revision 1 signed off. */
    @Nullable
    Answer refusalToEnd(String institutionCode, long signOn) {
        if (books.institution(institutionCode) == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        boolean mayAsk = books.settings.rulesRevision() >= 1
                || !books.settings.signOnRequired()
                || isSignedOn(institutionCode, signOn);
        return mayAsk ? null : Answer.refused(ResultCode.NOT_SIGNED_ON);
    }

    boolean isSignedOn(String institution, long number) {
        Books.SignOn signOn = books.signOns.get(number);
        return signOn != null
                && signOn.institution().equals(institution)
                && signOn.businessDate() == books.businessDate;
    }

    /** On a new business date: lets generations of keys go that lie wholly before the retention, and never takes them back. */
    void dropOldKeys() {
        int from = books.today - books.settings.keyRetentionDays();
        if (from <= keptFrom) {
            return;
        }
        keptFrom = from;
        books.outcomes.values().removeIf(outcome -> lastDayOfGeneration(outcome.date) < from);
        books.tills.outcomes.values().removeIf(outcome -> lastDayOfGeneration(outcome.date()) < from);
        books.tills.traces.values().removeIf(found -> lastDayOfGeneration(found.date()) < from);
        books.tills.details.values().removeIf(date -> lastDayOfGeneration(date) < from);
    }

    private static int lastDayOfGeneration(int date) {
        return Math.floorDiv(date, KeyStore.GENERATION_DAYS) * KeyStore.GENERATION_DAYS + KeyStore.GENERATION_DAYS - 1;
    }

    /** Refuses a key too old to be known any more, or from beyond tomorrow. */
    @Nullable
    Answer dateRefusal(int keyDate) {
        if (keyDate < books.today - books.settings.keyRetentionDays() || keyDate < keptFrom) {
            return Answer.refused(ResultCode.KEY_TOO_OLD);
        }
        return keyDate > books.today + 1 ? Answer.refused(ResultCode.FIELD_INVALID) : null;
    }

    /** The answer to a key that was seen before, or {@code null} for a new one. */
    @Nullable
    Answer repeat(Order.Keyed order) {
        Books.Outcome outcome = books.outcomes.get(order.head().key());
        if (outcome == null) {
            return null;
        }
        if (outcome.tombstone) {
            return Answer.refused(ResultCode.REVERSED_BEFORE_ARRIVAL);
        }
        if (!outcome.business.equals(order.business())) {
            return Answer.refused(ResultCode.KEY_REUSED_WITH_OTHER_BODY);
        }
        if (outcome.settlement == null) {
            return outcome.answer;
        }
        SettlementState state = outcome.settlement.state;
        return switch (state) {
            case SETTLED -> outcome.answer;
            case CANCELLED -> Answer.refused(ResultCode.ALREADY_CANCELLED);
            case REVERSED -> Answer.refused(ResultCode.ALREADY_REVERSED);
        };
    }

    /** Keeps the final answer of an order that moved no settlement, and gives it. */
    Answer keep(Order.Keyed order, String person, Answer answer) {
        put(order.head(), order.business(), person, answer, null, false);
        return answer;
    }

    /** Keeps a settlement as the final answer of its order. */
    Answer keep(Order.Keyed order, String person, Books.Settlement settlement) {
        Answer answer = Answer.ok(settlement.first);
        put(order.head(), order.business(), person, answer, settlement, false);
        return answer;
    }

    /** Refuses for ever what may come later under the original's key. */
    void bury(Head original, String person) {
        put(original, "", person, Answer.refused(ResultCode.REVERSED_BEFORE_ARRIVAL), null, true);
    }

    private void put(
            Head head,
            Object business,
            String person,
            Answer answer,
            Books.@Nullable Settlement settlement,
            boolean tombstone) {
        int date = head.door() == Door.ADMIN ? books.today : head.keyDate();
        Books.Outcome outcome =
                new Books.Outcome(business, head.transaction(), person, answer, settlement, tombstone, date);
        if (books.outcomes.put(head.key(), outcome) != null) {
            throw new IllegalStateException("a key has one outcome: " + Objects.toString(head));
        }
    }
}
