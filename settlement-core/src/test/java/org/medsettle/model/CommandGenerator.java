package org.medsettle.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.medsettle.command.Door;
import org.medsettle.domain.card.ElectronicCredential;

/**
 * A seeded stream of commands over a small population, so that collisions are the rule: repeats, reversals before their
 * originals, double cancels, lapses, feeds, old keys, frozen and closed accounts, hostile values. It looks into the model
 * to hit what is there; what it draws depends on the seed alone, since the model does.
 *
 * <p>Threads: one. Units: epoch milliseconds.
 */
public final class CommandGenerator {
    private static final long START_MS = 1_767_200_400_000L; // 2026-01-01 01:00 in Asia/Shanghai
    private static final int FIGURES_EVERY = 50;

    private final Dice dice;
    private final Books books;
    private final Population population;
    private final MoneyOrders money;
    private final OfficeOrders office;
    private final ListOrders lists;
    private final TillOrders tills;
    private final CardOrders cards;
    private final OperatorOrders operators;
    private final Deque<Order> first;
    private long sequence;
    private long timeMs;
    private int drawn;

    public CommandGenerator(long seed, NaiveLedger model) {
        dice = new Dice(seed);
        books = model.books();
        timeMs = START_MS + dice.between(0, 86_400_000L);
        population = new Population(dice, timeMs);
        money = new MoneyOrders(dice, population, books);
        office = new OfficeOrders(dice, population, books);
        lists = new ListOrders(dice, population, books);
        tills = new TillOrders(dice, population, books, money);
        cards = new CardOrders(dice, population, books);
        operators = new OperatorOrders(dice, population, books, money);
        first = new ArrayDeque<>(population.firstImports());
    }

    /** Draws the next command. */
    public Step next() {
        drawn++;
        boolean early = !first.isEmpty();
        timeMs += early ? dice.below(10) : elapsedMs();
        books.begin(books.sequence, timeMs);
        Order order = early ? first.remove() : drawn % FIGURES_EVERY == 0 ? Order.Query.digest() : draw();
        sequence += order.type().isJournalled() ? 1 : 0;
        return new Step(order, OrderWriter.command(order), sequence, timeMs);
    }

    /** The clients' clocks have gone on to at least this time. */
    public void advanceTo(long epochMs) {
        timeMs = Math.max(timeMs, epochMs);
    }

    /** What a window sends that gave up waiting for the answer to this order. */
    public Order.Reverse reversal(Order.Keyed order) {
        books.begin(books.sequence, timeMs);
        return money.reversalOf(order);
    }

    /** The question what became of this order. */
    public Order.QueryOutcome question(Order.Keyed order) {
        Order.Original original = MoneyOrders.originalOf(order);
        return new Order.QueryOutcome(
                new Head(Door.HIS, 0, original.institution(), 0, 0, books.today, 0, ""), original);
    }

    private long elapsedMs() {
        int way = dice.below(1_000);
        if (way < 600) {
            return dice.below(5_000);
        }
        if (way < 900) {
            return dice.below(3_600_000);
        }
        return dice.between(0, (way < 970 ? 1L : way < 996 ? 8 : 70) * 86_400_000L);
    }

    private Order draw() {
        if (dice.percent(33)) {
            return tills.draw();
        }
        if (dice.percent(16)) {
            return cards.draw();
        }
        if (dice.percent(3)) {
            return operators.draw();
        }
        int way = dice.below(1_000);
        if (way < 270) {
            return money.settle();
        } else if (way < 360) {
            return money.cancel();
        } else if (way < 450) {
            return money.reverse();
        } else if (way < 550) {
            return money.repeat();
        } else if (way < 570) {
            return money.late();
        } else if (way < 610) {
            return money.quote();
        }
        return way < 850 ? drawOffice(way) : drawQuestion(way);
    }

    private Order drawOffice(int way) {
        if (way < 640) {
            return office.credit();
        } else if (way < 685) {
            return office.accountEvent();
        } else if (way < 735) {
            return office.cardEvent();
        } else if (way < 745) {
            return office.institutionEvent();
        } else if (way < 765) {
            return office.repeat();
        } else if (way < 785) {
            return office.imports();
        } else if (way < 810) {
            return office.sign();
        } else if (way < 818) {
            return office.configure();
        }
        if (way < 823) {
            return office.closeDay();
        }
        if (way < 830) {
            return lists.terms();
        }
        return way < 835 ? lists.entries() : lists.single();
    }

    private Order drawQuestion(int way) {
        if (way < 880) {
            return lists.feed();
        } else if (way < 910) {
            return person();
        } else if (way < 940) {
            return settlement();
        } else if (way < 960) {
            return Order.Query.card(
                    population.institutions.get(0).code(),
                    dice.of(population.cards).key());
        }
        Order.Original original = money.original();
        String asking = dice.percent(95) ? original.institution() : "P42010000001";
        return new Order.QueryOutcome(new Head(Door.HIS, 0, asking, 0, 0, books.today, 0, ""), original);
    }

    private Order person() {
        String institution = dice.of(population.institutions).code();
        Order.Shown shown = money.shown(population.anybody());
        boolean fits = shown.token().length() <= ElectronicCredential.TOKEN_MAX_CHARS;
        return Order.Query.person(institution, money.signOn(institution), fits ? shown : Order.Shown.token("-"));
    }

    private Order settlement() {
        if (books.settlements.isEmpty()) {
            return money.quote();
        }
        Answer.SettlementFacts facts = dice.recent(List.copyOf(books.settlements.values())).first;
        boolean right = dice.percent(90);
        return Order.Query.settlement(
                right ? facts.institution() : dice.of(population.institutions).code(),
                right ? facts.person() : population.anybody().number(),
                facts.id() + (right ? 0 : dice.of(0, 1)),
                facts.visitId() + (right ? 0 : dice.of(0, 1)));
    }
}
