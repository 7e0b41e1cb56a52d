package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.CommandType;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;

/**
 * Draws what happens in the lives of cards: new cards, replacements that go on or go wrong, moves, PINs, reimbursements
 * that fit or nearly do, terms, calendars and sweeps.
 */
final class CardOrders {
    private static final long KEY_BASE = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;

    private final Dice dice;
    private final Population population;
    private final Books books;
    private final List<Order.Keyed> sent = new ArrayList<>();
    private long lastKey = KEY_BASE;
    private int lastCard;

    CardOrders(Dice dice, Population population, Books books) {
        this.dice = dice;
        this.population = population;
        this.books = books;
    }

    Order draw() {
        int way = dice.below(100);
        if (way < 20) {
            return remember(event());
        } else if (way < 28) {
            return remember(issue());
        } else if (way < 58) {
            return remember(replacement());
        } else if (way < 62) {
            return remember(move());
        } else if (way < 72) {
            return remember(pin());
        } else if (way < 83) {
            return remember(reimburse());
        } else if (way < 87) {
            return sent.isEmpty() ? issue() : repeat();
        }
        return drawOffice(way);
    }

    private Order drawOffice(int way) {
        if (way < 89) {
            return terms();
        } else if (way < 91) {
            return calendar();
        } else if (way < 94) {
            return dice.percent(95)
                    ? new CardOrder.Sweep(dice.below(20), dice.below(20))
                    : new CardOrder.Sweep(dice.of(-1, 0, Long.MAX_VALUE), dice.of(-1, 4_096, 4_097));
        }
        return Order.Query.cardLife(
                dice.percent(97) ? card() : dice.of(population.cards).key() + 1);
    }

    private Order.Keyed remember(Order.Keyed order) {
        sent.add(order);
        return order;
    }

    private Order.Keyed repeat() {
        Order.Keyed order = dice.recent(sent);
        return (dice.percent(75) ? order : dice.recent(sent)).under(order.head().by("adm8"));
    }

    private Head head() {
        return Head.admin(++lastKey).by("adm" + dice.below(3));
    }

    private long card() {
        return dice.of(population.cards).key();
    }

    /** Loss reports above all, and what may follow them. */
    private Order.Keyed event() {
        CardEvent event = CardEvent.of((int) dice.of(1, 2, 2, 2, 3, 3, 4, 4, 5, 6));
        CardEvent drawn = event == null ? CardEvent.ACTIVATE : event;
        long card = fitting(known -> drawn.from(books.stateNow(known)) != null);
        return new Order.Event(CommandType.CARD_EVENT, head(), "", card, drawn.code());
    }

    /** Mostly a card that is as wished, since so few are. */
    private long fitting(Predicate<Books.Card> wish) {
        List<Books.Card> all = books.cards.values().stream().filter(wish).toList();
        return all.isEmpty() || dice.percent(40)
                ? card()
                : dice.of(all).imported.key();
    }

    private Order.Keyed life(CommandType type, long card, String person, int step, CardOrder.NewCard next, long pin) {
        return new CardOrder.Life(type, head(), card, person, step, next, pin);
    }

    private Order.Keyed issue() {
        Order.ImportPerson person = population.anybody();
        CardOrder.NewCard next = newCard(dice.percent(80) ? Population.AREA : Population.SECOND_AREA);
        String number = dice.percent(96) ? person.number() : "nobody";
        if (dice.percent(90)) {
            population.cards.add(next.of(person.number()));
        }
        return life(CommandType.CARD_ISSUE, 0, number, 0, next, 0);
    }

    private CardOrder.NewCard newCard(int area) {
        if (dice.percent(4)) {
            Order.ImportCard known = dice.of(population.cards);
            return dice.percent(60)
                    ? new CardOrder.NewCard(known.key(), 1, 2, 0, 0)
                    : new CardOrder.NewCard(dice.of(0, -5, known.key() + 3), 1, 2, known.bankNumber(), -1);
        }
        String body = "B" + (1_000_000 + ++lastCard);
        int expiry = dice.percent(60) ? 0 : books.today + (int) dice.of(-1, 0, 1, 30, 3_650);
        long bankNumber = dice.percent(50) ? 0 : 621_711_000_000_000L + lastCard;
        long key = CardNumber.key(area, body + CardNumber.checkCharacter(body));
        return new CardOrder.NewCard(key, 7, lastCard, bankNumber, expiry);
    }

    /** Mostly the next step of an application that is on its way. */
    private Order.Keyed replacement() {
        List<Long> open = books.lives.applications.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (open.isEmpty() || dice.percent(25)) {
            int step = dice.percent(80) ? 1 : (int) dice.of(0, 2, 3, 4, 5, 6, 7);
            return life(CommandType.CARD_REPLACEMENT, card(), "", step, CardOrder.NewCard.NONE, 0);
        }
        long card = dice.of(open);
        CardBooks.Application application = books.lives.applications.get(card);
        int next =
                switch (application.stage) {
                    case "APPLIED" -> 2;
                    case "APPROVED" -> 3;
                    case "PRINTING" -> 4;
                    default -> 5;
                };
        int step = dice.percent(85) ? next : (int) dice.of(1, 2, 3, 4, 5, 6, 6);
        int area = dice.percent(92) ? CardNumber.area(card) : Population.SECOND_AREA;
        CardOrder.NewCard made = step == 4 ? newCard(area) : CardOrder.NewCard.NONE;
        if (step == 4) {
            population.cards.add(made.of(books.cards.get(card).imported.holder()));
        }
        return life(CommandType.CARD_REPLACEMENT, card, "", step, made, 0);
    }

    private Order.Keyed move() {
        long card = card();
        boolean same = dice.percent(10);
        int other = CardNumber.area(card) == Population.AREA ? Population.SECOND_AREA : Population.AREA;
        CardOrder.NewCard next = newCard(same ? CardNumber.area(card) : other);
        Books.Card known = books.cards.get(card);
        if (known != null && dice.percent(90)) {
            population.cards.add(next.of(known.imported.holder()));
        }
        return life(CommandType.CARD_MOVE, card, "", 0, next, 0);
    }

    private Order.Keyed pin() {
        int step = (int) dice.of(CardLifeBody.PIN_SET, CardLifeBody.PIN_VERIFY, CardLifeBody.PIN_VERIFY);
        return life(
                CommandType.CARD_PIN,
                fitting(card ->
                        books.stateNow(card) == CardState.NORMAL && (card.pin != 0 || step == CardLifeBody.PIN_SET)),
                "",
                dice.percent(97) ? step : 3,
                CardOrder.NewCard.NONE,
                dice.of(1, 2, 1, 2, 1, 0));
    }

    private Order.Keyed reimburse() {
        List<Long> reported = books.lives.reports.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        long card = reported.isEmpty() || dice.percent(8) ? card() : dice.of(reported);
        List<CardBooks.Report> reports = books.lives.reportsOf(card);
        long paidAt = books.second - dice.below(3 * DAY_SECONDS);
        if (!reports.isEmpty() && dice.percent(80)) {
            CardBooks.Report report = dice.of(reports);
            long from = Math.floorDiv(report.fromMs, 1_000);
            long until = report.untilMs == 0 ? books.second : Math.floorDiv(report.untilMs, 1_000);
            paidAt = dice.percent(70) && until > from
                    ? dice.between(from, until - 1)
                    : dice.of(from - 1, from, until, until + 1, books.second + 1);
        }
        String institution = dice.percent(90)
                ? "P42010000001"
                : dice.of(population.institutions).code();
        long amount = dice.percent(95) ? dice.between(1, 40_000) : dice.of(0, -1, 10_000_000_000L, Long.MAX_VALUE);
        return new CardOrder.Reimburse(
                head().at(institution),
                card,
                amount,
                paidAt,
                dice.percent(97) ? "R" + dice.below(25) : "",
                "adm1",
                dice.percent(94) ? "adm2" : dice.percent(50) ? "" : "adm1");
    }

    private Order terms() {
        List<CardOrder.AreaDays> areas = new ArrayList<>();
        TreeMap<Integer, Integer> drawn = new TreeMap<>();
        for (int i = dice.below(4); i > 0; i--) {
            drawn.put((int) dice.of(420_100, 420_000, 510_100, 510_000, 110_000), (int) dice.of(5, 7, 10));
        }
        drawn.forEach((area, days) -> areas.add(new CardOrder.AreaDays(area, days)));
        if (dice.percent(15)) {
            areas.add(new CardOrder.AreaDays((int) dice.of(0, 1, 1_000_000, 999_999), (int) dice.of(0, 5, 61)));
        }
        return new CardOrder.Terms(dice.of(0, 0, 50_000, 30_000, dice.percent(10) ? -1 : 0), areas);
    }

    private Order calendar() {
        List<CardOrder.Day> days = new ArrayList<>();
        int day = books.today - 3;
        for (int i = dice.below(12); i > 0; i--) {
            day += (int) dice.of(1, 1, 2, 5);
            days.add(new CardOrder.Day(day, dice.percent(40)));
        }
        if (dice.percent(10)) {
            days.add(new CardOrder.Day(day - dice.below(2), true));
        }
        return new CardOrder.Calendar(days);
    }

    /** A PIN as a till might send it. */
    static long pinValue(Dice dice) {
        return dice.of(1, 1, 2, 0);
    }
}
