package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;

/** Draws single entries and feeds of the invalid lists: whole, delta, out of turn, miscounted. */
final class ListOrders {
    private final Dice dice;
    private final Population population;
    private final Books books;

    ListOrders(Dice dice, Population population, Books books) {
        this.dice = dice;
        this.population = population;
        this.books = books;
    }

    private int level() {
        return dice.percent(98) ? dice.below(ListLevel.COUNT) : (int) dice.of(-1, 3);
    }

    private Order.Entry entry() {
        int reason = dice.percent(98) ? (int) dice.between(1, 6) : (int) dice.of(0, 7);
        long from = books.second + dice.of(-86_400, 0, 0, 1, 3_600);
        return new Order.Entry(key(), reason, from, dice.percent(60) ? 0 : from + dice.of(2, 7_200, 864_000), false);
    }

    private long key() {
        if (dice.percent(1)) {
            return dice.of(0, -1, Long.MIN_VALUE);
        }
        return dice.of(dice.percent(50) ? population.cards.subList(0, 5) : population.cards)
                .key();
    }

    private Order.Entry removal() {
        return new Order.Entry(key(), 0, 0, 0, true);
    }

    Order single() {
        boolean put = dice.percent(50);
        List<Order.Entry> entry = List.of(put ? put() : removal());
        return new Order.Lists(put ? CommandType.LIST_PUT : CommandType.LIST_REMOVE, level(), 0, 0, 0, entry);
    }

    Order entries() {
        long cursor = dice.percent(50) ? 0 : InvalidListStore.order(key());
        return new Order.ListEntries(
                level(), cursor, dice.percent(95) ? (int) dice.between(1, 100) : (int) dice.of(0, 101));
    }

    /** Mostly terms that are met; now and then ones that are not, or are no terms. */
    Order terms() {
        List<Long> ages = new ArrayList<>();
        List<Boolean> refuses = new ArrayList<>();
        for (int level = 0; level < ListLevel.COUNT; level++) {
            ages.add(
                    dice.percent(70)
                            ? 0
                            : dice.percent(97) ? dice.of(3_600, 86_400, 864_000) : dice.of(-1, 400_000_000L));
            refuses.add(dice.percent(50));
        }
        return new Order.ListTerms(ages, refuses);
    }

    /** A new entry, or one that is there already. */
    private Order.Entry put() {
        List<Order.Entry> known = new ArrayList<>(
                books.lists.get(dice.below(ListLevel.COUNT)).entries.values());
        return known.isEmpty() || dice.percent(70) ? entry() : dice.of(known);
    }

    /** The next piece of a feed: mostly what the running one needs. */
    Order feed() {
        int level = level();
        Books.Feed running = level < 0 || level >= ListLevel.COUNT ? null : books.lists.get(level).feed;
        if (running == null || dice.percent(10)) {
            return dice.percent(90) ? begin(level) : chunkOrCommit(level, running);
        }
        return chunkOrCommit(level, running);
    }

    private Order begin(int level) {
        long inForce = level < 0 || level >= ListLevel.COUNT ? 0 : books.lists.get(level).version;
        long version = inForce + dice.of(1, 1, 1, 2, 0, -1);
        long base = dice.percent(50) ? 0 : inForce + dice.of(0, 0, 0, 1);
        long expected = dice.percent(97) ? dice.below(5) : dice.of(20_001, 20_000);
        return new Order.Lists(CommandType.FEED_BEGIN, level, version, base, expected, List.of());
    }

    private Order chunkOrCommit(int level, Books.@Nullable Feed running) {
        long version = running == null ? dice.below(4) : running.version + (dice.percent(96) ? 0 : 1);
        long base = running == null ? 0 : running.baseVersion;
        long expected = running == null ? 0 : running.expected;
        long missing = running == null ? 1 : running.expected - running.received.size();
        if (missing <= 0 || dice.percent(8)) {
            return new Order.Lists(CommandType.FEED_COMMIT, level, version, base, expected, List.of());
        }
        List<Order.Entry> entries = new ArrayList<>();
        long count = dice.percent(70) ? Math.min(missing, 5) : 1;
        for (int i = 0; i < count; i++) {
            entries.add((base != 0 && dice.percent(40)) || dice.percent(2) ? removal() : entry());
        }
        return new Order.Lists(CommandType.FEED_CHUNK, level, version, base, expected, entries);
    }
}
