package org.medsettle.model;

import java.util.List;

/** Draws what operators ask: mostly of what is there, sometimes of what is not. Threads: one. */
final class OperatorOrders {
    private static final String NOBODY = "P42010000001";

    private final Dice dice;
    private final Population population;
    private final Books books;
    private final MoneyOrders money;

    OperatorOrders(Dice dice, Population population, Books books, MoneyOrders money) {
        this.dice = dice;
        this.population = population;
        this.books = books;
        this.money = money;
    }

    Order draw() {
        return switch (dice.below(4)) {
            case 0 -> settlement();
            case 1 -> outcome();
            case 2 -> person();
            default -> dayTotals();
        };
    }

    private Order settlement() {
        if (books.settlements.isEmpty() || dice.percent(10)) {
            return new OperatorOrder.FindSettlement(dice.of(0, -1, 1, 420_100_000_000_000_001L, Long.MAX_VALUE));
        }
        long id = dice.recent(List.copyOf(books.settlements.values())).first.id();
        return new OperatorOrder.FindSettlement(id + dice.of(0, 0, 0, 0, 1, 1_000_000_000_000L));
    }

    private Order outcome() {
        Order.Original original = money.original();
        return new OperatorOrder.FindOutcome(
                dice.percent(95) ? original.institution() : NOBODY,
                original.word1() + dice.of(0, 0, 0, 0, 1),
                original.word2(),
                original.keyDate());
    }

    private Order person() {
        String number = population.anybody().number();
        return new OperatorOrder.FindPerson(dice.percent(90) ? number : dice.percent(50) ? "nobody" : number + "0");
    }

    private Order dayTotals() {
        int date = dice.percent(30) ? 0 : books.businessDate - (int) dice.of(0, 1, 1, 2, 9, -1);
        String institution =
                dice.percent(40) ? "" : dice.of(population.institutions).code();
        return new OperatorOrder.DayTotals(
                date, dice.percent(5) ? NOBODY : institution, dice.percent(70) ? 0 : dice.below(40));
    }
}
