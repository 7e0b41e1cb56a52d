package org.medsettle.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.BatchBody;
import org.medsettle.command.ListPageReply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of sign-on, batch settlement and batch upload, and of the list download. */
final class NaiveBatches {
    private static final int MAX_NUMBER = 999_999;

    private final Books books;
    private final NaiveTillAccess access;
    private final NaiveCredentials credentials;

    NaiveBatches(Books books, NaiveTillAccess access, NaiveCredentials credentials) {
        this.books = books;
        this.access = access;
        this.credentials = credentials;
    }

    Answer apply(TillOrder.Batch order) {
        Answer early = access.terminalRefusal(order);
        if (early == null && !NaiveTillAccess.isNumber(order.batch())) {
            early = Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (early != null) {
            return early;
        }
        return switch (order.type()) {
            case TILL_SIGN_ON -> signOn(order);
            case TILL_SIGN_OFF -> Answer.ok(new Answer.BatchFacts(0, false, false, TillOrder.Totals.NOTHING, 0, 0, 0));
            case CLOSE_BATCH -> close(order);
            case BATCH_DETAIL -> details(order);
            default -> throw new IllegalArgumentException("not a batch command: " + order.type());
        };
    }

    private Answer signOn(TillOrder.Batch order) {
        TillBooks.TerminalKey terminal = access.terminalKey(order);
        int number = books.tills.current.getOrDefault(terminal, 0);
        if (number == 0 || access.isClosed(new TillBooks.BatchKey(terminal, Integer.toString(number)))) {
            number = number == MAX_NUMBER ? 1 : number + 1;
        }
        books.tills.current.put(terminal, number);
        return answer(
                number, books.tills.batches.get(new TillBooks.BatchKey(terminal, Integer.toString(number))), false);
    }

    private static Answer answer(int number, TillBooks.@Nullable Batch batch, boolean balanced) {
        return Answer.ok(
                batch == null
                        ? new Answer.BatchFacts(number, false, false, TillOrder.Totals.NOTHING, 0, 0, 0)
                        : new Answer.BatchFacts(
                                number,
                                batch.frozen,
                                balanced,
                                batch.totals,
                                batch.matched,
                                batch.missing,
                                batch.differing));
    }

    private TillBooks.BatchKey batchKey(TillOrder.Batch order) {
        return new TillBooks.BatchKey(
                access.terminalKey(order), NaiveTillAccess.nameOf(order.batch(), books.businessDate));
    }

    private Answer close(TillOrder.Batch order) {
        TillBooks.Batch batch = books.tills.open(batchKey(order), order.batch(), books.today);
        if (!batch.frozen) {
            batch.frozen = true;
            batch.frozenOn = books.today;
            batch.claimed = order.totals();
        }
        return answer(order.batch(), batch, batch.totals.equals(order.totals()));
    }

    private Answer details(TillOrder.Batch order) {
        boolean valid = order.details().size() <= BatchBody.MAX_DETAILS
                && order.details().stream().allMatch(detail -> NaiveTillAccess.isNumber(detail.stan()));
        if (!valid) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        TillBooks.BatchKey key = batchKey(order);
        TillBooks.Batch batch = books.tills.batches.get(key);
        if (batch == null || !batch.frozen) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        if (access.isForgotten(batch.frozenOn)) {
            return Answer.refused(ResultCode.PERIOD_CLEARED);
        }
        for (TillOrder.Detail detail : order.details()) {
            TillBooks.StanKey stan = new TillBooks.StanKey(key, detail.stan());
            if (books.tills.details.putIfAbsent(stan, books.today) == null) {
                count(batch, detail, access.find(key, detail.stan()));
            }
        }
        return answer(order.batch(), batch, batch.totals.equals(batch.claimed));
    }

    private static void count(TillBooks.Batch batch, TillOrder.Detail detail, Books.@Nullable Settlement ours) {
        if (ours == null || ours.state == SettlementState.REVERSED) {
            batch.missing++;
            return;
        }
        Order.Shown shown = ours.first.shown();
        boolean sameCard = detail.bankNumber() == 0
                || (shown.type() == CredentialType.BANK_NUMBER && shown.packed() == detail.bankNumber());
        boolean sameAmount = Math.abs(ours.first.amounts().medfeeFen()) == detail.amountFen();
        if (sameCard && sameAmount) {
            batch.matched++;
        } else {
            batch.differing++;
        }
    }

    Answer listPage(TillOrder.ListPage order) {
        Answer early = access.terminalRefusal(order);
        if (early != null) {
            return early;
        }
        if (order.limit() < 1 || order.limit() > ListPageReply.MAX_ENTRIES) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Books.InvalidList city = books.list(ListLevel.CITY);
        List<Order.Entry> rest = city.entries.entrySet().stream()
                .filter(entry -> Long.compareUnsigned(place(entry.getKey()), order.cursor()) >= 0)
                .sorted((a, b) -> Long.compareUnsigned(place(a.getKey()), place(b.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        boolean full = rest.size() >= order.limit();
        List<Order.Entry> page = rest.subList(0, Math.min(rest.size(), order.limit()));
        long next =
                full ? place(Objects.requireNonNull(page.get(page.size() - 1)).cardKey()) + 1 : 0;
        List<Answer.PageEntry> entries = page.stream()
                .filter(credentials::isInForce)
                .map(entry -> new Answer.PageEntry(entry.cardKey(), entry.reason()))
                .toList();
        return Answer.ok(new Answer.PageFacts(city.version, next, next == 0, entries));
    }

    private static long place(long cardKey) {
        return InvalidListStore.order(cardKey);
    }
}
