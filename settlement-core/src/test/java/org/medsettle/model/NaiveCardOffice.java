package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.ListLevel;

/** The model of reimbursements, of the terms of cards' lives, of sweeps, and of the question where a card stands. */
final class NaiveCardOffice {
    private static final int MOST_SWEPT = 4_096;
    private static final int MOST_LOSS_DAYS = 60;

    private final Books books;
    private final NaiveAccess access;
    private final NaiveLists lists;

    NaiveCardOffice(Books books, NaiveAccess access, NaiveLists lists) {
        this.books = books;
        this.access = access;
        this.lists = lists;
    }

    Answer reimburse(CardOrder.Reimburse order) {
        Answer early = access.repeat(order);
        if (early != null) {
            return early;
        }
        ResultCode code = decide(order);
        return access.keep(order, "", code == ResultCode.OK ? Answer.ok() : Answer.refused(code));
    }

    private ResultCode decide(CardOrder.Reimburse order) {
        boolean two = !order.operator().isEmpty()
                && !order.secondOperator().isEmpty()
                && !order.operator().equals(order.secondOperator());
        if (!two) {
            return ResultCode.FORBIDDEN;
        }
        if (books.institution(order.head().institution()) == null) {
            return ResultCode.INSTITUTION_UNKNOWN;
        }
        Books.Card card = books.cards.get(order.cardKey());
        if (card == null) {
            return ResultCode.CARD_UNKNOWN;
        }
        long fen = order.amountFen();
        if (fen <= 0 || fen > NaiveOffice.MOST_FEN) {
            return ResultCode.AMOUNT_INVALID;
        }
        if (order.receipt().isEmpty() || order.paidAtSeconds() > books.second) {
            return ResultCode.FIELD_INVALID;
        }
        CardBooks.Report report = reportAt(order.cardKey(), order.paidAtSeconds());
        if (report == null) {
            return ResultCode.NOT_REPORTED_LOST;
        }
        CardBooks.Receipt receipt = new CardBooks.Receipt(order.head().institution(), order.receipt());
        if (books.lives.receipts.contains(receipt)) {
            return ResultCode.RECEIPT_REIMBURSED;
        }
        Books.Account account = books.knownPerson(card.imported.holder()).account;
        if (account == null) {
            return ResultCode.NO_PERSONAL_ACCOUNT;
        }
        if (account.closed) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        long limit = books.lives.reimbursementLimitFen;
        if (limit != 0 && report.reimbursedFen + fen > limit) {
            return ResultCode.LIMIT_EXCEEDED;
        }
        report.reimbursedFen += fen;
        books.lives.receipts.add(receipt);
        account.balanceFen += fen;
        account.creditsFen += fen;
        return ResultCode.OK;
    }

    private CardBooks.@Nullable Report reportAt(long cardKey, long second) {
        List<CardBooks.Report> reports = books.lives.reportsOf(cardKey);
        for (int i = reports.size() - 1; i >= 0; i--) {
            CardBooks.Report report = reports.get(i);
            boolean begun = second * 1_000 + 999 >= report.fromMs;
            boolean over = report.untilMs != 0 && second * 1_000 >= report.untilMs;
            if (begun && !over) {
                return report;
            }
        }
        return null;
    }

    Answer terms(CardOrder.Terms order) {
        int last = 0;
        for (CardOrder.AreaDays own : order.areas()) {
            if (own.area() <= last || own.area() > 999_999 || own.days() < 1 || own.days() > MOST_LOSS_DAYS) {
                return Answer.refused(ResultCode.FIELD_INVALID);
            }
            last = own.area();
        }
        if (order.reimbursementLimitFen() < 0) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        books.lives.reimbursementLimitFen = order.reimbursementLimitFen();
        books.lives.lossDays.clear();
        order.areas().forEach(own -> books.lives.lossDays.put(own.area(), own.days()));
        return Answer.ok();
    }

    Answer calendar(CardOrder.Calendar order) {
        for (int i = 1; i < order.days().size(); i++) {
            if (order.days().get(i).epochDay() <= order.days().get(i - 1).epochDay()) {
                return Answer.refused(ResultCode.FIELD_INVALID);
            }
        }
        books.lives.calendar.clear();
        order.days().forEach(day -> books.lives.calendar.put(day.epochDay(), day.worked()));
        return Answer.ok();
    }

    Answer sweep(CardOrder.Sweep order) {
        if (order.from() < 0 || order.cards() < 0 || order.cards() > MOST_SWEPT) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        List<Books.Card> all = new ArrayList<>(books.cards.values());
        int changed = 0;
        for (long i = order.from(); i < order.from() + order.cards() && i < all.size(); i++) {
            changed += writeDown(all.get((int) i)) ? 1 : 0;
        }
        return new Answer(ResultCode.OK, changed, Answer.NO_BODY);
    }

    private boolean writeDown(Books.Card card) {
        CardState now = books.stateNow(card);
        if (now == card.state || (now == CardState.NORMAL && !isOwn(card))) {
            return false;
        }
        CardState left = card.state;
        card.state = now;
        lists.follow(card, left);
        return true;
    }

    private boolean isOwn(Books.Card card) {
        Order.Entry entry = books.list(ListLevel.CITY).entries.get(card.imported.key());
        return entry == null || (entry.reason() == 1 && entry.toSeconds() == Math.floorDiv(card.lapsesAtMs, 1_000));
    }

    Answer life(Order.Query order) {
        long key = order.shown().packed();
        Books.Card card = books.cards.get(key);
        if (card == null) {
            return Answer.refused(ResultCode.CARD_UNKNOWN);
        }
        List<CardBooks.Report> reports = books.lives.reportsOf(key);
        CardBooks.Application application = books.lives.applications.get(key);
        return Answer.ok(new CardFile(
                books.stateNow(card),
                card.state,
                card.wrongPins,
                card.pin != 0,
                card.changedAtMs,
                card.lapsesAtMs,
                card.imported.expiryDay(),
                reports.size(),
                reports.isEmpty() ? null : facts(reports.get(reports.size() - 1)),
                application == null ? null : facts(application)));
    }

    private static CardFile.Report facts(CardBooks.Report report) {
        return new CardFile.Report(report.formal, report.fromMs, report.untilMs, report.reimbursedFen);
    }

    private static CardFile.Application facts(CardBooks.Application application) {
        return new CardFile.Application(
                application.stage,
                Objects.requireNonNull(application.reason),
                application.times,
                application.promisedDay,
                application.newCardKey);
    }
}
