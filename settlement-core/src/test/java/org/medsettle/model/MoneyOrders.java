package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.command.Door;

/** Draws settle, quote, cancel and reverse orders, repeats of them, and orders that misuse an earlier key. */
final class MoneyOrders {
    private static final List<Integer> SETTLING = List.of(2102, 2102, 2207, 2304);
    private static final List<Integer> CANCELLING = List.of(2103, 2103, 2208, 2305);
    private static final List<String> OPERATORS = List.of("", "op1", "收费员甲", "operator-with-a-long-name");

    private final Dice dice;
    private final Population population;
    private final Books books;
    private final List<Order.Keyed> sent = new ArrayList<>();
    private final List<Order.Keyed> held = new ArrayList<>();
    private long lastKey;

    MoneyOrders(Dice dice, Population population, Books books) {
        this.dice = dice;
        this.population = population;
        this.books = books;
    }

    Order.Keyed settle() {
        return remember(newSettle());
    }

    private Order.Settle newSettle() {
        Order.ImportInstitution institution = institution();
        return new Order.Settle(head(dice.of(SETTLING), institution.code()), bill(institution));
    }

    private Order.Keyed remember(Order.Keyed order) {
        sent.add(order);
        return order;
    }

    Order.Quote quote() {
        Order.ImportInstitution institution = institution();
        return new Order.Quote(head(2101, institution.code()), bill(institution));
    }

    private Order.ImportInstitution institution() {
        return dice.percent(80) ? population.institutions.get(dice.below(3)) : dice.of(population.institutions);
    }

    private Head head(int transaction, String institution) {
        int date = keyDate();
        long key = (long) date << 32 | ++lastKey;
        return new Head(Door.HIS, transaction, institution, key, 7, date, signOn(institution), dice.of(OPERATORS));
    }

    private int keyDate() {
        if (dice.percent(85)) {
            return books.today;
        }
        int retention = books.settings.keyRetentionDays();
        return books.today + (int) dice.of(-1, 1, 2, -7, -retention, -retention - 1, -400);
    }

    /** The number of a sign-on in force where there is one, seldom another's. */
    long signOn(String institution) {
        List<Long> own = new ArrayList<>();
        books.signOns.forEach((number, signOn) -> {
            if (signOn.institution().equals(institution)) {
                own.add(number);
            }
        });
        return own.isEmpty() || dice.percent(10) ? dice.between(0, 5) : dice.recent(own);
    }

    private Order.Bill bill(Order.ImportInstitution institution) {
        Order.ImportPerson person = population.anybody();
        long medfeeFen = amount();
        List<Order.Line> lines = lines(medfeeFen);
        return new Order.Bill(
                dice.percent(96) ? person.number() : population.anybody().number(),
                medfeeFen,
                dice.percent(97) ? medfeeFen : medfeeFen + dice.of(1, -1, medfeeFen),
                shown(person),
                dice.percent(96) ? dice.of(institution.medTypes()) : (int) dice.of(11, 21, 41, 0),
                dice.percent(95) ? person.insuranceType() : (int) dice.of(310, 390, 0),
                dice.percent(80),
                Math.floorDiv(books.timeMs, 1_000),
                dice.percent(50) ? "" : "发票" + dice.below(3),
                lines);
    }

    private long amount() {
        if (dice.percent(4)) {
            return dice.of(0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 10_000_000_000L);
        }
        return dice.percent(3) ? 9_999_999_999L : dice.of(1, 990, dice.between(1, 2_000), dice.between(1, 60_000));
    }

    private List<Order.Line> lines(long medfeeFen) {
        List<Order.Line> lines = new ArrayList<>();
        int count = dice.percent(95) ? dice.below(3) : 30;
        for (int i = 0; i < count; i++) {
            lines.add(new Order.Line("L" + i, "XA0" + i, i % 2 == 0 ? "" : "药品编码", medfeeFen, 10_000, 1));
        }
        return lines;
    }

    /** A credential of the person, seldom of somebody else or of nobody. */
    Order.Shown shown(Order.ImportPerson person) {
        if (dice.percent(5)) {
            return strange();
        }
        int way = dice.below(100);
        List<Order.ImportCard> own = population.cards.stream()
                .filter(card -> card.holder().equals(person.number()))
                .toList();
        if (way < 60 && !own.isEmpty()) {
            Order.ImportCard card = dice.of(own);
            boolean bank = card.bankNumber() != 0 && dice.percent(30);
            Order.Shown shown = bank ? Order.Shown.bank(card.bankNumber()) : Order.Shown.card(card.key());
            return dice.percent(40) ? shown.withSn(card.snHigh(), card.snLow()) : shown;
        }
        List<String> tokens = population.tokens.stream()
                .filter(token -> token.holder().equals(person.number()))
                .map(Order.ImportCredential::token)
                .toList();
        return way < 85 || tokens.isEmpty()
                ? Order.Shown.citizen(person.citizenId())
                : Order.Shown.token(dice.of(tokens));
    }

    private Order.Shown strange() {
        Order.ImportCard card = dice.of(population.cards);
        return dice.of(List.of(
                Order.Shown.card(card.key()),
                Order.Shown.card(card.key()).withSn(card.snHigh(), card.snLow() + 1),
                Order.Shown.card(card.key() + 1),
                Order.Shown.bank(0),
                Order.Shown.bank(card.bankNumber() + 100),
                Order.Shown.citizen(-1),
                Order.Shown.token("nobody's"),
                Order.Shown.token("a token that is far longer than any token that was ever issued to anybody")));
    }

    Order.Keyed cancel() {
        if (books.settlements.isEmpty()) {
            return settle();
        }
        Books.Settlement chosen = dice.recent(List.copyOf(books.settlements.values()));
        Answer.SettlementFacts facts = chosen.first;
        boolean right = dice.percent(92);
        String institution =
                right || dice.percent(70) ? facts.institution() : institution().code();
        long id = right ? facts.id() : facts.id() + dice.of(0, 1, -facts.id() - 1, 1_000_000_000_000L);
        return remember(new Order.Cancel(
                head(dice.percent(90) ? cancelOf(facts.transaction()) : dice.of(CANCELLING), institution),
                right || dice.percent(60)
                        ? facts.person()
                        : population.anybody().number(),
                id,
                right || dice.percent(60) ? facts.visitId() : facts.visitId() + 1));
    }

    private static int cancelOf(int transaction) {
        return switch (transaction) {
            case 2207, 2208 -> 2208;
            case 2304, 2305 -> 2305;
            default -> 2103;
        };
    }

    Order.Keyed reverse() {
        Order.Original original = dice.percent(30) ? lastCancel() : original();
        String institution =
                dice.percent(96) ? original.institution() : institution().code();
        Head head = head(2601, institution);
        if (dice.percent(1)) {
            original = new Order.Original(
                    institution, head.word1(), head.word2(), head.keyDate(), 2102, original.person());
        }
        return remember(new Order.Reverse(head, original));
    }

    /** The key of an earlier order, right or wrong in a detail, or of one that has not come yet. */
    Order.Original original() {
        if (sent.isEmpty() || dice.percent(12)) {
            Order.Settle late = newSettle();
            held.add(late);
            return originalOf(late);
        }
        Order.Original right = originalOf(dice.recent(sent));
        if (dice.percent(90)) {
            return right;
        }
        int transaction = dice.percent(50) ? right.transaction() : (int) dice.of(2102, 2103, 2601, 2101, 2401, 0);
        String person = dice.percent(50) ? right.person() : population.anybody().number();
        return new Order.Original(
                right.institution(), right.word1(), right.word2(), right.keyDate(), transaction, person);
    }

    /** A late cancel, whose undoing takes money that may be spent by now. */
    private Order.Original lastCancel() {
        List<Order.Keyed> cancels = sent.stream()
                .skip(Math.max(0, sent.size() - 40))
                .filter(order -> order instanceof Order.Cancel)
                .toList();
        return cancels.isEmpty() ? original() : originalOf(dice.of(cancels));
    }

    static Order.Original originalOf(Order.Keyed order) {
        Head head = order.head();
        String person = order instanceof Order.Settle settle
                ? settle.bill().person()
                : order instanceof Order.Cancel cancel
                        ? cancel.person()
                        : ((Order.Reverse) order).original().person();
        return new Order.Original(
                head.institution(), head.word1(), head.word2(), head.keyDate(), head.transaction(), person);
    }

    Order.Reverse reversalOf(Order.Keyed order) {
        Order.Original original = originalOf(order);
        Order.Reverse reversal = new Order.Reverse(head(2601, original.institution()), original);
        remember(reversal);
        return reversal;
    }

    /** An order that was reversed before it came, at last; or a plain repeat. */
    Order.Keyed late() {
        return held.isEmpty() ? repeat() : remember(held.remove(dice.below(held.size())));
    }

    /** An earlier order once more, sent by another operator; or its key with something else under it. */
    Order.Keyed repeat() {
        if (sent.isEmpty()) {
            return settle();
        }
        Order.Keyed order = dice.recent(sent);
        Head head = order.head();
        Head again = head.by(dice.of(OPERATORS)).signedOn(signOn(head.institution()));
        int way = dice.below(100);
        if (way < 70) {
            return order.under(again);
        }
        if (way < 78) {
            return order.under(again.transaction((int) dice.of(2102, 2207, 2103, 2601)));
        }
        if (way < 84) {
            return order.under(again.at(institution().code()));
        }
        Order.Keyed other = way < 94 ? settle() : dice.recent(sent);
        sent.remove(other);
        return other.under(again);
    }
}
