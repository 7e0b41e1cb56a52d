package org.medsettle.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;

/** The model of cards' lives: events, PINs, new cards, replacements, moves and what goes with time. */
final class NaiveCards {
    private static final Set<CardState> FINAL = Set.of(CardState.REPLACED, CardState.CANCELLED);
    private static final Set<CardState> LOST = Set.of(CardState.LOST_TEMPORARY, CardState.LOST_FORMAL);
    private static final List<String> STAGES = List.of("APPLIED", "APPROVED", "PRINTING", "READY", "COLLECTED");
    private static final int MOST_REPORTS = 1_000;

    private final Books books;
    private final NaiveAccess access;
    private final NaiveLists lists;

    NaiveCards(Books books, NaiveAccess access, NaiveLists lists) {
        this.books = books;
        this.access = access;
        this.lists = lists;
    }

    Answer event(Order.Event order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, order.person(), answer(decide(order)));
    }

    private static Answer answer(ResultCode code) {
        return code == ResultCode.OK ? Answer.ok() : Answer.refused(code);
    }

    private ResultCode decide(Order.Event order) {
        Books.Card card = books.cards.get(order.cardKey());
        if (card == null) {
            return ResultCode.CARD_UNKNOWN;
        }
        CardEvent event = CardEvent.of(order.event());
        if (event == null) {
            return ResultCode.FIELD_INVALID;
        }
        CardState before = books.stateNow(card);
        CardState after = after(event, before);
        if (after == null) {
            return refusal(before);
        }
        if (event == CardEvent.ACTIVATE) {
            if (isPromised(card)) {
                return ResultCode.REPLACEMENT_APPLIED;
            }
            if (isOver(card)) {
                return ResultCode.CARD_EXPIRED;
            }
        }
        if (event == CardEvent.CANCEL_LOSS && isAppliedForSince(card)) {
            return ResultCode.REPLACEMENT_APPLIED;
        }
        if (event == CardEvent.UNLOCK) {
            card.wrongPins = 0;
        }
        enter(card, after == CardState.NORMAL && isOver(card) ? CardState.EXPIRED : after);
        return ResultCode.OK;
    }

    /** The table of transitions. */
    private static @Nullable CardState after(CardEvent event, CardState before) {
        if (FINAL.contains(before)) {
            return null;
        }
        boolean normal = before == CardState.NORMAL;
        return switch (event) {
            case ACTIVATE -> before == CardState.SEALED ? CardState.NORMAL : null;
            case REPORT_LOSS_TEMPORARY -> normal ? CardState.LOST_TEMPORARY : null;
            case REPORT_LOSS_FORMAL -> normal || before == CardState.LOST_TEMPORARY ? CardState.LOST_FORMAL : null;
            case CANCEL_LOSS -> LOST.contains(before) ? CardState.NORMAL : null;
            case LOCK -> normal ? CardState.LOCKED : null;
            case UNLOCK -> before == CardState.LOCKED ? CardState.NORMAL : null;
            case DAMAGE -> before == CardState.DAMAGED ? null : CardState.DAMAGED;
            case EXPIRE -> before == CardState.EXPIRED ? null : CardState.EXPIRED;
            case REPLACE -> CardState.REPLACED;
            case CANCEL -> CardState.CANCELLED;
        };
    }

    private static ResultCode refusal(CardState state) {
        return state == CardState.NORMAL ? ResultCode.CARD_IN_FORCE : NaiveCredentials.codeOf(state);
    }

    private boolean isOver(Books.Card card) {
        int lastDay = card.imported.expiryDay();
        return lastDay != 0 && books.today > lastDay;
    }

    private boolean isPromised(Books.Card card) {
        CardBooks.Application application = books.lives.forNewCard(card.imported.key());
        return application != null && !application.stage.equals("COLLECTED");
    }

    private boolean isAppliedForSince(Books.Card card) {
        CardBooks.Application application = books.lives.applications.get(card.imported.key());
        if (application == null) {
            return false;
        }
        List<CardBooks.Report> reports = books.lives.reportsOf(card.imported.key());
        return application.isOpen()
                || reports.isEmpty()
                || application.times.get("APPLIED") >= reports.get(reports.size() - 1).fromMs;
    }

    /** Goes into a state; a loss that begins or ends is written down. */
    private void enter(Books.Card card, CardState after) {
        long key = card.imported.key();
        CardBooks.Report standing =
                LOST.contains(books.stateNow(card)) ? books.lives.standing(key, books.timeMs) : null;
        CardState left = card.state;
        card.state = after;
        lists.follow(card, left);
        if (!LOST.contains(after)) {
            if (standing != null) {
                standing.untilMs = books.timeMs;
            }
        } else if (standing != null) {
            standing.formal = true;
            standing.untilMs = 0;
        } else if (books.lives.reportsOf(key).size() < MOST_REPORTS) {
            boolean formal = after == CardState.LOST_FORMAL;
            books.lives.reportsOf(key).add(new CardBooks.Report(formal, books.timeMs, card.lapsesAtMs));
        }
    }

    Answer pin(CardOrder.Life order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, "", answer(decidePin(order)));
    }

    private ResultCode decidePin(CardOrder.Life order) {
        Books.Card card = books.cards.get(order.cardKey());
        if (card == null) {
            return ResultCode.CARD_UNKNOWN;
        }
        CardState now = books.stateNow(card);
        boolean set = order.step() == CardLifeBody.PIN_SET;
        if (now == CardState.LOCKED && card.wrongPins >= 3) {
            return ResultCode.PIN_LOCKED;
        }
        if (now != CardState.NORMAL && !(now == CardState.SEALED && set)) {
            return NaiveCredentials.codeOf(now);
        }
        if (order.pinValue() == 0 || (!set && order.step() != CardLifeBody.PIN_VERIFY)) {
            return ResultCode.FIELD_INVALID;
        }
        if (set) {
            card.pin = order.pinValue();
            card.wrongPins = 0;
            return ResultCode.OK;
        }
        return tried(card, order.pinValue() == card.pin);
    }

    /** One try of a PIN: the third wrong one in a row locks. */
    ResultCode tried(Books.Card card, boolean right) {
        if (right) {
            card.wrongPins = 0;
            return ResultCode.OK;
        }
        card.wrongPins++;
        if (card.wrongPins < 3) {
            return ResultCode.PIN_WRONG;
        }
        enter(card, CardState.LOCKED);
        return ResultCode.PIN_LOCKED;
    }

    Answer issue(CardOrder.Life order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, order.person(), answer(decideIssue(order)));
    }

    private ResultCode decideIssue(CardOrder.Life order) {
        if (!books.persons.containsKey(order.person())) {
            return ResultCode.PERSON_UNKNOWN;
        }
        ResultCode code = newCardRefusal(order.newCard());
        if (code == ResultCode.OK) {
            addNewCard(order.newCard(), order.person());
        }
        return code;
    }

    private ResultCode newCardRefusal(CardOrder.NewCard card) {
        if (card.key() <= 0 || card.bankNumber() < 0 || card.expiryDay() < 0) {
            return ResultCode.FIELD_INVALID;
        }
        if (books.cards.containsKey(card.key()) || books.cardByBankNumber(card.bankNumber()) != null) {
            return ResultCode.CARD_EXISTS;
        }
        boolean over = card.expiryDay() != 0 && books.today > card.expiryDay();
        return over ? ResultCode.CARD_EXPIRED : ResultCode.OK;
    }

    private void addNewCard(CardOrder.NewCard card, String holder) {
        Books.Card added = new Books.Card(card.of(holder));
        added.changedAtMs = books.timeMs;
        books.cards.put(card.key(), added);
    }

    Answer move(CardOrder.Life order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, "", answer(decideMove(order)));
    }

    private ResultCode decideMove(CardOrder.Life order) {
        Books.Card card = books.cards.get(order.cardKey());
        if (card == null) {
            return ResultCode.CARD_UNKNOWN;
        }
        CardState now = books.stateNow(card);
        if (FINAL.contains(now) || now == CardState.LOST_TEMPORARY || now == CardState.LOCKED) {
            return NaiveCredentials.codeOf(now);
        }
        CardBooks.Application application = books.lives.applications.get(order.cardKey());
        if ((application != null && application.isOpen()) || isPromised(card)) {
            return ResultCode.REPLACEMENT_APPLIED;
        }
        int area = CardNumber.area(order.newCard().key());
        if (area == CardNumber.area(order.cardKey())) {
            return ResultCode.FIELD_INVALID;
        }
        ResultCode code = newCardRefusal(order.newCard());
        if (code == ResultCode.OK) {
            addNewCard(order.newCard(), card.imported.holder());
            enter(card, CardState.REPLACED);
            books.knownPerson(card.imported.holder()).area = area;
        }
        return code;
    }

    Answer replacement(CardOrder.Life order) {
        Answer early = access.repeat(order);
        return early != null ? early : access.keep(order, "", answer(decideStep(order)));
    }

    private ResultCode decideStep(CardOrder.Life order) {
        Books.Card card = books.cards.get(order.cardKey());
        if (card == null) {
            return ResultCode.CARD_UNKNOWN;
        }
        if (order.step() < 1 || order.step() > 6) {
            return ResultCode.FIELD_INVALID;
        }
        CardState now = books.stateNow(card);
        if (order.step() == 1) {
            return apply(order.cardKey(), now);
        }
        if (FINAL.contains(now) && order.step() != 6) {
            return NaiveCredentials.codeOf(now);
        }
        CardBooks.Application application = books.lives.applications.get(order.cardKey());
        if (application == null) {
            return ResultCode.REPLACEMENT_NOT_APPLIED;
        }
        return order.step() == 6 ? reject(application) : goOn(order, card, application);
    }

    private ResultCode apply(long cardKey, CardState now) {
        Set<CardState> allowed = Set.of(CardState.NORMAL, CardState.LOST_FORMAL, CardState.DAMAGED, CardState.EXPIRED);
        if (!allowed.contains(now)) {
            return NaiveCredentials.codeOf(now);
        }
        CardBooks.Application earlier = books.lives.applications.get(cardKey);
        if (earlier != null && !earlier.stage.equals("REJECTED")) {
            return ResultCode.REPLACEMENT_APPLIED;
        }
        books.lives.applications.put(cardKey, new CardBooks.Application(now, books.timeMs));
        return ResultCode.OK;
    }

    private ResultCode reject(CardBooks.Application application) {
        if (!application.isOpen()) {
            return ResultCode.REPLACEMENT_AT_OTHER_STAGE;
        }
        if (application.stage.equals("READY")) {
            Books.Card made = Objects.requireNonNull(books.cards.get(application.newCardKey));
            if (!FINAL.contains(books.stateNow(made))) {
                made.wrongPins = 0;
                enter(made, CardState.CANCELLED);
            }
        }
        application.reach("REJECTED", books.timeMs);
        return ResultCode.OK;
    }

    private ResultCode goOn(CardOrder.Life order, Books.Card card, CardBooks.Application application) {
        String wanted = STAGES.get(order.step() - 1);
        if (!application.stage.equals(STAGES.get(order.step() - 2))) {
            return ResultCode.REPLACEMENT_AT_OTHER_STAGE;
        }
        ResultCode code =
                switch (wanted) {
                    case "READY" -> bring(order, card, application);
                    case "COLLECTED" -> collect(card, application);
                    default -> ResultCode.OK;
                };
        if (code == ResultCode.OK) {
            application.reach(wanted, books.timeMs);
            application.promisedDay =
                    wanted.equals("PRINTING") ? books.lives.promised(books.today) : application.promisedDay;
        }
        return code;
    }

    private ResultCode bring(CardOrder.Life order, Books.Card card, CardBooks.Application application) {
        if (CardNumber.area(order.newCard().key()) != CardNumber.area(order.cardKey())) {
            return ResultCode.FIELD_INVALID;
        }
        ResultCode code = newCardRefusal(order.newCard());
        if (code == ResultCode.OK) {
            addNewCard(order.newCard(), card.imported.holder());
            application.newCardKey = order.newCard().key();
        }
        return code;
    }

    private ResultCode collect(Books.Card old, CardBooks.Application application) {
        Books.Card made = Objects.requireNonNull(books.cards.get(application.newCardKey));
        CardState now = books.stateNow(made);
        if (now != CardState.SEALED) {
            return refusal(now);
        }
        if (isOver(made)) {
            return ResultCode.CARD_EXPIRED;
        }
        enter(old, CardState.REPLACED);
        made.wrongPins = 0;
        enter(made, CardState.NORMAL);
        return ResultCode.OK;
    }
}
