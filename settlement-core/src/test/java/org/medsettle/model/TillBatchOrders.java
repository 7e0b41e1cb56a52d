package org.medsettle.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsettle.command.CommandType;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.settlement.CredentialType;

/** Draws sign-ons, batch settlements that balance or do not, uploads, and list downloads. */
final class TillBatchOrders {
    private final Dice dice;
    private final Population population;
    private final Books books;
    private final Map<String, Integer> numbers = new HashMap<>();
    private long cursor;

    TillBatchOrders(Dice dice, Population population, Books books) {
        this.dice = dice;
        this.population = population;
        this.books = books;
    }

    /** The batch a till uses, by merchant and terminal. */
    int current(String till) {
        return numbers.getOrDefault(till, 1);
    }

    Order draw() {
        Order.ImportInstitution institution = population.institutions.get(dice.below(3));
        String merchant = institution.merchant();
        String terminal = dice.percent(97) ? dice.of(institution.terminals()) : "T0000009";
        int way = dice.below(100);
        if (way < 15) {
            return batch(CommandType.TILL_SIGN_ON, merchant, terminal, 0, List.of());
        } else if (way < 20) {
            return batch(CommandType.TILL_SIGN_OFF, merchant, terminal, 0, List.of());
        } else if (way < 35) {
            return page(merchant, terminal);
        }
        int number = number(merchant + terminal);
        if (way < 65) {
            if (number > 0 && dice.percent(90)) {
                numbers.put(merchant + terminal, number + 1);
            }
            return batch(CommandType.CLOSE_BATCH, merchant, terminal, number, List.of());
        }
        int closed = Math.max(0, number - (int) dice.of(0, 1, 1, 1));
        return batch(
                CommandType.BATCH_DETAIL, merchant, terminal, closed, details(institution.code(), terminal, closed));
    }

    private int number(String till) {
        return dice.percent(8) ? (int) dice.of(0, -1, 1_000_000, 1, 5) : current(till);
    }

    private Order page(String merchant, String terminal) {
        long from = dice.percent(70) ? cursor : 0;
        List<Long> places = books.lists.get(2).entries.keySet().stream()
                .map(InvalidListStore::order)
                .toList();
        cursor = places.isEmpty() ? 0 : dice.of(places) + dice.below(2);
        return new TillOrder.ListPage(
                merchant, terminal, from, dice.percent(95) ? 1 + dice.below(5) : (int) dice.of(0, -1, 32, 33));
    }

    private TillOrder.Batch batch(
            CommandType type, String merchant, String terminal, int number, List<TillOrder.Detail> details) {
        return new TillOrder.Batch(type, merchant, terminal, number, totals(merchant, terminal, number), details);
    }

    private TillOrder.Totals totals(String merchant, String terminal, int number) {
        TillOrder.Totals ours = books.tills.batches.entrySet().stream()
                .filter(entry -> entry.getKey().batch().equals(name(number))
                        && entry.getKey().at().terminal().equals(terminal)
                        && books.knownInstitution(entry.getKey().at().institution())
                                .imported
                                .merchant()
                                .equals(merchant))
                .map(entry -> entry.getValue().totals)
                .findFirst()
                .orElse(TillOrder.Totals.NOTHING);
        return dice.percent(70)
                ? ours
                : new TillOrder.Totals(
                        ours.debitCount() + dice.of(0, 1), ours.debitFen() + 5, ours.creditCount(), ours.creditFen());
    }

    private String name(int number) {
        return NaiveTillAccess.nameOf(number, books.businessDate);
    }

    private List<TillOrder.Detail> details(String institution, String terminal, int number) {
        List<TillOrder.Detail> details = new ArrayList<>();
        for (Books.Settlement settlement : books.settlements.values()) {
            Answer.TillFacts till = settlement.first.till();
            boolean here = till != null
                    && settlement.first.institution().equals(institution)
                    && till.terminal().equals(terminal)
                    && till.batch().equals(name(number));
            if (here && details.size() < 16 && dice.percent(60)) {
                Order.Shown shown = settlement.first.shown();
                long bank = shown.type() == CredentialType.BANK_NUMBER && dice.percent(80) ? shown.packed() : 0;
                long fen = Math.abs(settlement.first.amounts().accountFen());
                details.add(new TillOrder.Detail(
                        till.stan(), dice.percent(93) ? bank : 7, dice.percent(90) ? fen : fen + 1));
            }
        }
        if (dice.percent(30)) {
            details.add(new TillOrder.Detail((int) dice.of(0, 77, 500_000, -1), 0, 100));
        }
        return details.size() > 16 && dice.percent(50) ? details.subList(0, 16) : details;
    }
}
