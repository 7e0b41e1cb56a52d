package org.medsettle.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.SettlementState;

/** The model of who may send from a till, of a till's keys and batches, and of finding an original. */
final class NaiveTillAccess {
    private static final int MAX_NUMBER = 999_999;

    private final Books books;
    private final NaiveAccess access;

    NaiveTillAccess(Books books, NaiveAccess access) {
        this.books = books;
        this.access = access;
    }

    @Nullable
    Answer terminalRefusal(TillOrder order) {
        Books.Institution institution = find(order.merchant());
        if (institution == null) {
            return Answer.refused(ResultCode.INSTITUTION_UNKNOWN);
        }
        if (!institution.inService) {
            return Answer.refused(ResultCode.INSTITUTION_SUSPENDED);
        }
        boolean own = institution.imported.terminals().contains(order.terminal());
        return own ? null : Answer.refused(ResultCode.TERMINAL_UNKNOWN);
    }

    /** The same for a reversal, which a suspended merchant may still send. */
    @Nullable
    Answer terminalRefusalToEnd(TillOrder order) {
        Answer refused = terminalRefusal(order);
        if (refused == null || refused.code() != ResultCode.INSTITUTION_SUSPENDED) {
            return refused;
        }
        boolean own = institution(order).imported.terminals().contains(order.terminal());
        return own ? null : Answer.refused(ResultCode.TERMINAL_UNKNOWN);
    }

    private Books.@Nullable Institution find(String merchant) {
        return books.institutions.values().stream()
                .filter(institution -> !merchant.isEmpty())
                .filter(institution -> institution.imported.merchant().equals(merchant))
                .findFirst()
                .orElse(null);
    }

    Books.Institution institution(TillOrder order) {
        return Objects.requireNonNull(find(order.merchant()));
    }

    @Nullable
    Answer keyRefusal(TillOrder.Message order) {
        TillOrder.Trace trace = order.trace();
        if (!isNumber(trace.batch()) || !isNumber(trace.stan())) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (trace.localTime() == 0) {
            return null;
        }
        Integer date = dateOf(trace.localTime());
        return date == null ? Answer.refused(ResultCode.FIELD_INVALID) : access.dateRefusal(date);
    }

    static boolean isNumber(int value) {
        return value >= 0 && value <= MAX_NUMBER;
    }

    /** The day the digits MMDD or MMDDhhmmss mean, which is the one closest to today; null when there is none. */
    private @Nullable Integer dateOf(int localTime) {
        int monthDay = localTime >= 10_000 || localTime < 0 ? Math.floorDiv(localTime, 1_000_000) : localTime;
        Integer closest = null;
        int year = LocalDate.ofEpochDay(books.today).getYear();
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            try {
                int day = (int)
                        LocalDate.of(candidate, monthDay / 100, monthDay % 100).toEpochDay();
                if (closest == null || Math.abs(day - books.today) < Math.abs(closest - books.today)) {
                    closest = day;
                }
            } catch (DateTimeException noSuchDay) {
                continue;
            }
        }
        return closest;
    }

    TillBooks.Key key(TillOrder.Message order) {
        TillOrder.Trace trace = order.trace();
        boolean byTime = trace.batch() == 0 && trace.localTime() != 0;
        return new TillBooks.Key(
                institution(order).imported.code(),
                order.terminal(),
                byTime ? "-" : nameOf(trace.batch(), books.businessDate),
                trace.stan(),
                trace.localTime(),
                trace.localTime() == 0 ? null : dateOf(trace.localTime()));
    }

    /** The key of a message without batch and time, had it come the business date before. */
    TillBooks.Key keyOfDayBefore(TillOrder.Message order) {
        TillBooks.Key key = key(order);
        return new TillBooks.Key(
                key.institution(), key.terminal(), nameOf(0, books.businessDate - 1), key.stan(), 0, null);
    }

    /** The key of a message with a date, had that been the day before. */
    TillBooks.Key keyDatedBefore(TillOrder.Message order) {
        TillBooks.Key key = key(order);
        LocalDate before = LocalDate.ofEpochDay(Objects.requireNonNull(key.date()) - 1L);
        return new TillBooks.Key(
                key.institution(),
                key.terminal(),
                key.batch(),
                key.stan(),
                before.getMonthValue() * 100 + before.getDayOfMonth(),
                key.date() - 1);
    }

    static String nameOf(int given, int businessDate) {
        return given == 0 ? "day " + businessDate : Integer.toString(given);
    }

    TillBooks.TerminalKey terminalKey(TillOrder order) {
        return new TillBooks.TerminalKey(institution(order).imported.code(), order.terminal());
    }

    TillBooks.BatchKey batchKey(TillOrder.Message order) {
        return new TillBooks.BatchKey(terminalKey(order), nameOf(order.trace().batch(), books.businessDate));
    }

    TillBooks.Batch openBatch(TillOrder.Message order) {
        return books.tills.open(batchKey(order), order.trace().batch(), books.today);
    }

    /** Closed by its settlement, or a numbered one whose keys are forgotten. */
    boolean isClosed(TillBooks.BatchKey key) {
        TillBooks.Batch batch = books.tills.batches.get(key);
        return batch != null && (batch.frozen || (batch.number > 0 && isForgotten(batch.openedOn)));
    }

    boolean isForgotten(int date) {
        Answer refusal = access.dateRefusal(date);
        return refusal != null && refusal.code() == ResultCode.KEY_TOO_OLD;
    }

    @Nullable
    Answer repeat(TillBooks.Key key, TillOrder.Message order) {
        TillBooks.Outcome outcome = books.tills.outcomes.get(key);
        if (outcome == null) {
            return null;
        }
        if (outcome.tombstone()) {
            return Answer.refused(ResultCode.REVERSED_BEFORE_ARRIVAL);
        }
        if (!outcome.business().equals(order.business())) {
            return Answer.refused(ResultCode.KEY_REUSED_WITH_OTHER_BODY);
        }
        Books.Settlement settlement = outcome.settlement();
        if (settlement == null || settlement.state == SettlementState.SETTLED) {
            return outcome.answer();
        }
        return Answer.refused(
                settlement.state == SettlementState.CANCELLED
                        ? ResultCode.ALREADY_CANCELLED
                        : ResultCode.ALREADY_REVERSED);
    }

    Answer keep(TillBooks.Key key, TillOrder.Message order, Answer answer) {
        put(key, new TillBooks.Outcome(order.business(), answer, null, false, dayOf(key)));
        return answer;
    }

    Answer keep(TillBooks.Key key, TillOrder.Message order, Books.Settlement settlement) {
        Answer answer = Answer.ok(settlement.first);
        put(key, new TillBooks.Outcome(order.business(), answer, settlement, false, dayOf(key)));
        return answer;
    }

    void bury(TillBooks.Key key) {
        put(key, new TillBooks.Outcome("", Answer.ok(), null, true, dayOf(key)));
    }

    private int dayOf(TillBooks.Key key) {
        return key.date() == null ? books.today : key.date();
    }

    private void put(TillBooks.Key key, TillBooks.Outcome outcome) {
        if (books.tills.outcomes.put(key, outcome) != null) {
            throw new IllegalStateException("a key has one outcome: " + key);
        }
    }

    /** Makes a settlement findable by batch and STAN where its key alone would not do. */
    void trace(TillOrder.Message order, Books.Settlement settlement) {
        if (order.trace().localTime() == 0) {
            return;
        }
        TillBooks.StanKey key =
                new TillBooks.StanKey(batchKey(order), order.trace().stan());
        TillBooks.Found old = books.tills.traces.get(key);
        int date = old == null ? books.today : old.date();
        books.tills.traces.put(key, new TillBooks.Found(settlement.first.id(), date));
    }

    /** The settlement a void or refund means. */
    Books.@Nullable Settlement original(TillOrder.Message order) {
        TillOrder.Meant meant = order.original();
        if (meant.reference() != 0) {
            return books.settlements.values().stream()
                    .filter(settlement -> settlement.first.id() % 1_000_000_000_000L == meant.reference())
                    .findFirst()
                    .orElse(null);
        }
        if (meant.stan() == 0 || !isNumber(meant.stan()) || !isNumber(meant.batch())) {
            return null;
        }
        int date = books.businessDate;
        if (meant.batch() == 0 && meant.date() != 0) {
            Integer given = closestTo(meant.date());
            if (given == null) {
                return null;
            }
            date = given;
        }
        return find(new TillBooks.BatchKey(terminalKey(order), nameOf(meant.batch(), date)), meant.stan());
    }

    private @Nullable Integer closestTo(int monthDay) {
        Integer closest = null;
        int year = LocalDate.ofEpochDay(books.businessDate).getYear();
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            int month = monthDay / 100;
            int day = monthDay % 100;
            boolean exists = monthDay > 0
                    && month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= LocalDate.of(candidate, month, 1).lengthOfMonth();
            if (exists) {
                int date = (int) LocalDate.of(candidate, month, day).toEpochDay();
                if (closest == null || Math.abs(date - books.businessDate) < Math.abs(closest - books.businessDate)) {
                    closest = date;
                }
            }
        }
        return closest;
    }

    /** The settlement of a STAN in a batch. */
    Books.@Nullable Settlement find(TillBooks.BatchKey batch, int stan) {
        TillBooks.Found found = books.tills.traces.get(new TillBooks.StanKey(batch, stan));
        if (found != null) {
            return books.settlements.get(found.settlementId());
        }
        TillBooks.Outcome outcome = books.tills.outcomes.get(
                new TillBooks.Key(batch.at().institution(), batch.at().terminal(), batch.batch(), stan, 0, null));
        return outcome == null ? null : outcome.settlement();
    }
}
