package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.CreditBody;
import org.medsettle.command.EventBody;
import org.medsettle.domain.card.CardState;

/** Draws what administrators do: credits, events, imports, sign-ons, settings, day close. */
final class OfficeOrders {
    private final Dice dice;
    private final Population population;
    private final Books books;
    private final List<Order.Keyed> sent = new ArrayList<>();
    private long lastKey;

    OfficeOrders(Dice dice, Population population, Books books) {
        this.dice = dice;
        this.population = population;
        this.books = books;
    }

    private Order.Keyed remember(Order.Keyed order) {
        sent.add(order);
        return order;
    }

    private Head head() {
        return Head.admin(++lastKey).by("adm" + dice.below(3));
    }

    private Order.ImportPerson person() {
        return population.anybody();
    }

    Order credit() {
        int kind = (int) dice.of(1, 2, 3, 3, CreditBody.CORRECTION, CreditBody.CORRECTION, dice.of(0, 5, 1));
        long amount = kind == CreditBody.CORRECTION
                ? dice.between(-30_000, 30_000)
                : dice.percent(90) ? dice.between(1, 50_000) : dice.of(0, -1, -5_000);
        if (dice.percent(2)) {
            amount = dice.of(Long.MAX_VALUE, Long.MIN_VALUE, 10_000_000_000L);
        }
        return remember(new Order.Credit(
                head(),
                dice.percent(97) ? person().number() : "nobody",
                kind,
                amount,
                dice.percent(90) ? "adm1" : "",
                dice.percent(85) ? "adm2" : dice.percent(50) ? "" : "adm1"));
    }

    Order accountEvent() {
        int event = (int) dice.of(
                EventBody.ACCOUNT_OPEN,
                EventBody.ACCOUNT_FREEZE,
                EventBody.ACCOUNT_OPEN,
                EventBody.ACCOUNT_FREEZE,
                EventBody.ACCOUNT_UNFREEZE,
                EventBody.ACCOUNT_UNFREEZE,
                EventBody.ACCOUNT_CLOSE,
                EventBody.ACCOUNT_CLOSE);
        return remember(new Order.Event(CommandType.ACCOUNT_EVENT, head(), emptiedOften(event), 0, strange(event)));
    }

    /** Closing takes an empty account, so one is looked for. */
    private String emptiedOften(int event) {
        if (event == EventBody.ACCOUNT_CLOSE && dice.percent(70)) {
            for (Books.Person person : books.persons.values()) {
                if (person.account != null && person.account.balanceFen == 0 && dice.percent(50)) {
                    return person.imported.number();
                }
            }
        }
        return dice.percent(96) ? person().number() : "nobody";
    }

    private int strange(int event) {
        return dice.percent(97) ? event : (int) dice.of(0, 11, -1);
    }

    Order cardEvent() {
        long key = dice.of(population.cards).key();
        return remember(new Order.Event(CommandType.CARD_EVENT, head(), "", key, strange((int)
                dice.of(1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 6, 7, 8, 9, 10))));
    }

    Order institutionEvent() {
        int event = (int) dice.of(
                EventBody.INSTITUTION_RESUME,
                EventBody.INSTITUTION_RESUME,
                EventBody.INSTITUTION_RESUME,
                EventBody.INSTITUTION_SUSPEND);
        String code = dice.of(population.institutions).code();
        return remember(new Order.Event(CommandType.INSTITUTION_EVENT, head().at(code), "", 0, strange(event)));
    }

    /** An earlier order under its key again, or another one under it. */
    Order repeat() {
        if (sent.isEmpty()) {
            return credit();
        }
        Order.Keyed order = dice.recent(sent);
        Order.Keyed body = dice.percent(70) ? order : dice.recent(sent);
        Head head = order.head();
        boolean institution = body.type() == CommandType.INSTITUTION_EVENT;
        return body.under(head.by("adm9").at(institution ? body.head().institution() : ""));
    }

    Order imports() {
        return switch (dice.below(4)) {
            case 0 -> importInstitution();
            case 1 -> importPerson();
            case 2 -> importCard();
            default -> importCredential();
        };
    }

    private Order importInstitution() {
        Order.ImportInstitution order = dice.of(population.institutions);
        if (dice.percent(8)) {
            String merchant = dice.percent(70) ? dice.of(Population.MERCHANTS) : "M9";
            return new Order.ImportInstitution(
                    "P4201000009" + dice.below(3), 420_100, 420_100, 3, true, List.of(41), "", merchant, List.of("T9"));
        }
        return dice.percent(70)
                ? order
                : new Order.ImportInstitution(
                        order.code(), Population.SECOND_AREA, 1, 1, true, order.medTypes(), "other");
    }

    private Order importPerson() {
        Order.ImportPerson order = person();
        if (dice.percent(60)) {
            return order;
        }
        boolean other = dice.percent(50);
        return new Order.ImportPerson(
                other ? "stranger-" + dice.below(9) : order.number(),
                order.citizenId() + (dice.percent(50) ? 0 : 500),
                order.name(),
                (int) dice.of(310, 390),
                1,
                order.area(),
                dice.of(0, 0, 700, -1));
    }

    private Order importCard() {
        Order.ImportCard order = dice.of(population.cards);
        if (dice.percent(60)) {
            return order;
        }
        return new Order.ImportCard(
                order.key() + (dice.percent(50) ? 0 : dice.below(9)),
                dice.percent(90) ? person().number() : "nobody",
                order.snHigh(),
                order.snLow(),
                order.bankNumber(),
                order.expiryDay(),
                dice.percent(50) ? order.state() : CardState.CANCELLED);
    }

    private Order importCredential() {
        Order.ImportCredential order = dice.of(population.tokens);
        return dice.percent(60)
                ? order
                : new Order.ImportCredential(
                        order.token() + (dice.percent(50) ? "" : "+"),
                        dice.percent(90) ? person().number() : "nobody",
                        order.expiresAtMs());
    }

    Order sign() {
        String institution = dice.of(population.institutions).code();
        boolean off = dice.percent(30);
        long number = off && !books.signOns.isEmpty() && dice.percent(80)
                ? dice.recent(List.copyOf(books.signOns.keySet()))
                : dice.between(0, 50);
        if (off && books.signOns.containsKey(number) && dice.percent(80)) {
            institution = books.signOns.get(number).institution();
        }
        return new Order.Sign(off ? CommandType.SIGN_OFF : CommandType.SIGN_ON, institution, 5, off ? number : 0);
    }

    Order configure() {
        if (dice.percent(10)) {
            return new Order.Configure(
                    (int) dice.of(0, 62, 3_651),
                    (int) dice.of(0, 7, 61),
                    (int) dice.of(-1, 0, 1_440),
                    false,
                    dice.of(-1, 0),
                    dice.of(-1, 0),
                    dice.of(-1, 0),
                    (int) dice.of(0, ConfigureBody.CURRENT_RULES + 1));
        }
        return new Order.Configure(
                (int) dice.of(62, 62, 30, 5, 1, 400),
                (int) dice.of(5, 7, 10),
                dice.percent(80) ? books.settings.dayCutMinutes() : (int) dice.of(0, 1, 240, 1_439),
                dice.percent(12),
                dice.of(0, 0, 50_000),
                dice.of(0, 0, 30_000),
                dice.of(0, 0, 8, 12),
                (int) dice.of(0, 1, 2, 2));
    }

    Order closeDay() {
        return Order.Query.closeDay(books.businessDate + (int) dice.of(-1, -1, -3, 0, 1));
    }
}
