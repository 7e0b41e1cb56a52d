package org.medsettle.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medsettle.command.CommandType;
import org.medsettle.command.TillBody;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Draws what tills send: purchases, voids, refunds and reversals that fit, nearly fit or do not; repeats, late originals,
 * closed batches, foreign terminals, wrong PINs, and originals of the other door.
 */
final class TillOrders {
    private static final List<String> TERMINALS = List.of("T0000001", "T2", "T0000003", "T0000009", "");

    private final Dice dice;
    private final Population population;
    private final Books books;
    private final MoneyOrders money;
    private final TillBatchOrders batches;
    private final List<TillOrder.Message> sent = new ArrayList<>();
    private final List<TillOrder.Message> held = new ArrayList<>();
    private final Map<String, Integer> stans = new HashMap<>();

    TillOrders(Dice dice, Population population, Books books, MoneyOrders money) {
        this.dice = dice;
        this.population = population;
        this.books = books;
        this.money = money;
        batches = new TillBatchOrders(dice, population, books);
    }

    Order draw() {
        int way = dice.below(100);
        if (way < 36) {
            return remember(purchase());
        } else if (way < 47) {
            return remember(undo(CommandType.TILL_VOID, 202));
        } else if (way < 58) {
            return remember(undo(CommandType.TILL_REFUND, 220));
        } else if (way < 74) {
            return reverse();
        } else if (way < 83) {
            return repeat();
        } else if (way < 86) {
            return held.isEmpty() ? remember(purchase()) : remember(held.remove(dice.below(held.size())));
        } else if (way < 91) {
            TillOrder.Message order = purchase();
            return order.as(dice.percent(50) ? CommandType.QUERY_BALANCE : CommandType.PIN_BALANCE);
        }
        return batches.draw();
    }

    private TillOrder.Message remember(TillOrder.Message order) {
        sent.add(order);
        return order;
    }

    private TillOrder.Message purchase() {
        Order.ImportInstitution institution = population.institutions.get(
                dice.percent(95) ? dice.below(3) : dice.below(population.institutions.size()));
        String terminal = institution.terminals().isEmpty() || dice.percent(3)
                ? dice.of(TERMINALS)
                : dice.of(institution.terminals());
        int medType = dice.percent(97) ? 41 : 21;
        return new TillOrder.Message(
                CommandType.PURCHASE,
                200,
                dice.percent(98) ? institution.merchant() : dice.percent(50) ? "" : "nobody",
                terminal,
                trace(institution.merchant() + terminal),
                card(),
                amount(),
                TillOrder.Meant.NOTHING,
                new TillOrder.Extras(
                        medType, dice.percent(30) ? TillBody.PARTIAL_APPROVAL : 0, pin(), CardOrders.pinValue(dice)));
    }

    private TillOrder.Trace trace(String till) {
        int stan = dice.percent(92) ? stans.merge(till, 1, Integer::sum) : dice.below(8);
        if (dice.percent(1)) {
            return new TillOrder.Trace((int) dice.of(-1, 1_000_000, 1), (int) dice.of(-1, 1_000_000), 0);
        }
        int batch = dice.percent(45) ? 0 : dice.percent(97) ? batches.current(till) : (int) dice.of(1, 7, 999_999);
        return new TillOrder.Trace(batch, stan, localTime());
    }

    private int localTime() {
        int way = dice.below(100);
        if (way < 45) {
            return 0;
        }
        if (way < 95) {
            int monthDay = monthDay(books.today - (way < 90 ? 0 : (int) dice.of(1, -1, -2, 30)));
            return way < 70 ? monthDay : monthDay * 1_000_000 + 101_500 + dice.below(30);
        }
        return (int) dice.of(229, 230, 1_332, 1, 100, -1, Integer.MIN_VALUE, 1_231, 630_000_000, 1_231_235_959, 9_999);
    }

    static int monthDay(int epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return date.getMonthValue() * 100 + date.getDayOfMonth();
    }

    /** Mostly a card that can pay: so many others would be refused that little else would be seen. */
    private TillOrder.Card card() {
        List<Books.Card> paying = books.cards.values().stream()
                .filter(card -> books.stateNow(card) == CardState.NORMAL && canPay(card))
                .toList();
        if (!paying.isEmpty() && dice.percent(65)) {
            Order.ImportCard card = dice.of(paying).imported;
            boolean bank = card.bankNumber() != 0 && dice.percent(50);
            return bank ? TillOrder.Card.bank(card.bankNumber()) : TillOrder.Card.key(card.key());
        }
        return anyCard();
    }

    private boolean canPay(Books.Card card) {
        Books.Account account = books.knownPerson(card.imported.holder()).account;
        return account != null && !account.closed && account.balanceFen > 0;
    }

    private TillOrder.Card anyCard() {
        for (int tries = 0; tries < 8; tries++) {
            Order.Shown shown = money.shown(population.anybody());
            boolean isCard = shown.type() == CredentialType.CARD || shown.type() == CredentialType.BANK_NUMBER;
            if (isCard || dice.percent(4)) {
                return new TillOrder.Card(shown.type(), shown.packed());
            }
        }
        return TillOrder.Card.NONE;
    }

    private long amount() {
        if (dice.percent(3)) {
            return dice.of(0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 10_000_000_000L, 9_999_999_999L);
        }
        return dice.of(1, 500, dice.between(1, 3_000), dice.between(1, 30_000));
    }

    private int pin() {
        return dice.percent(80) ? TillBody.PIN_NONE : dice.percent(65) ? TillBody.PIN_OK : TillBody.PIN_WRONG;
    }

    /** A void or refund, mostly of a till's settlement, seldom of any other. */
    private TillOrder.Message undo(CommandType type, int transaction) {
        List<Books.Settlement> known = books.settlements.values().stream()
                .filter(settlement -> settlement.first.till() != null || dice.percent(3))
                .filter(settlement -> !settlement.first.cancelling() || dice.percent(10))
                .toList();
        TillOrder.Message fresh = purchase();
        if (known.isEmpty()) {
            return new TillOrder.Message(
                    type,
                    transaction,
                    fresh.merchant(),
                    fresh.terminal(),
                    fresh.trace(),
                    fresh.card(),
                    fresh.amountFen(),
                    TillOrder.Meant.reference(dice.below(3)),
                    fresh.extras());
        }
        Books.Settlement chosen = dice.recent(known);
        Answer.TillFacts till = chosen.first.till();
        boolean fits = till != null && dice.percent(95);
        String merchant =
                books.knownInstitution(chosen.first.institution()).imported.merchant();
        String terminal = fits ? till.terminal() : fresh.terminal();
        TillOrder.Trace trace = trace(merchant + terminal);
        if (type == CommandType.TILL_VOID && fits && dice.percent(85)) {
            int batch = till.batch().startsWith("day") ? 0 : Integer.parseInt(till.batch());
            trace = new TillOrder.Trace(batch, trace.stan(), trace.localTime());
        }
        return new TillOrder.Message(
                type,
                transaction,
                dice.percent(96) ? merchant : fresh.merchant(),
                terminal,
                trace,
                undoCard(chosen, fresh),
                undoAmount(type, chosen),
                meant(chosen),
                fresh.extras());
    }

    private TillOrder.Card undoCard(Books.Settlement chosen, TillOrder.Message fresh) {
        int way = dice.below(100);
        Order.Shown shown = chosen.first.shown();
        return way < 55
                ? TillOrder.Card.NONE
                : way < 92 ? new TillOrder.Card(shown.type(), shown.packed()) : fresh.card();
    }

    private long undoAmount(CommandType type, Books.Settlement chosen) {
        long whole = Math.abs(chosen.first.amounts().accountFen());
        long left = whole - chosen.refundedFen;
        if (type == CommandType.TILL_VOID) {
            return dice.percent(92) ? whole : dice.of(0, whole + 1, whole - 1, -whole);
        }
        return dice.percent(40)
                ? dice.between(1, Math.max(1, left))
                : dice.of(left, left, left, left + 1, 1, whole, 0, -1, Long.MAX_VALUE);
    }

    private TillOrder.Meant meant(Books.Settlement chosen) {
        long number = chosen.first.id() % 1_000_000_000_000L;
        Answer.TillFacts till = chosen.first.till();
        if (till == null || dice.percent(55)) {
            return TillOrder.Meant.reference(
                    dice.percent(97) ? number : dice.of(number + 1_000, -number, 999_999_999_999L, 0));
        }
        boolean byDay = till.batch().startsWith("day");
        int batch = byDay ? 0 : Integer.parseInt(till.batch());
        int date = byDay && dice.percent(70) ? monthDay(chosen.first.businessDate()) : (int) dice.of(0, 229, 1_350);
        return new TillOrder.Meant(0, dice.percent(97) ? batch : (int) dice.of(-1, 2, 3), till.stan(), date);
    }

    /** The reversal of an earlier message, right or wrong in a detail, or of one that has not come yet. */
    private TillOrder.Message reverse() {
        TillOrder.Message original;
        if (sent.isEmpty() || dice.percent(14)) {
            original = purchase();
            held.add(original);
        } else {
            original = dice.recent(sent);
        }
        TillOrder.Message order = original.as(CommandType.TILL_REVERSE)
                .with(new TillOrder.Extras(
                        original.extras().medType(),
                        (dice.percent(25) ? TillBody.UNKNOWN_REFUSED : 0)
                                | (dice.percent(25) ? TillBody.DATED_BY_TRANSMISSION : 0),
                        0));
        if (dice.percent(20)) {
            order = order.by(TillOrder.Card.NONE);
        }
        int way = dice.below(100);
        if (way < 5) {
            return order.of(order.amountFen() + dice.of(1, -1));
        } else if (way < 8) {
            return order.by(card());
        } else if (way < 10) {
            return order.at(dice.of(TERMINALS));
        }
        return order;
    }

    /** An earlier message once more, or its key with something else under it. */
    private TillOrder.Message repeat() {
        if (sent.isEmpty()) {
            return remember(purchase());
        }
        TillOrder.Message order = dice.recent(sent);
        int way = dice.below(100);
        if (way < 60) {
            return order;
        } else if (way < 72) {
            return order.with(new TillOrder.Extras(41, TillBody.PARTIAL_APPROVAL, pin(), CardOrders.pinValue(dice)));
        } else if (way < 80) {
            return order.of(order.amountFen() + 1);
        } else if (way < 86) {
            return order.by(card());
        } else if (way < 92) {
            return order.meaning(TillOrder.Meant.reference(dice.below(20)));
        }
        return purchase().under(order.trace()).ofMerchant(order.merchant()).at(order.terminal());
    }
}
