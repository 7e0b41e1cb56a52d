package org.medsettle.model;

import java.util.ArrayList;
import java.util.List;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.institution.InstitutionKind;

/**
 * A handful of institutions, persons, cards and tokens, so few that a random run meets each of them again and again. The
 * last of every kind is not imported at first. All of it is invented; only the area codes are real.
 */
final class Population {
    static final int AREA = 420_100;
    static final int SECOND_AREA = 510_100;
    /** Merchant ids of the institutions that have tills. */
    static final List<String> MERCHANTS = List.of("898420100000001", "898420100000002", "M3", "M4");

    private static final int PERSONS = 20;
    private static final int CARDS = 25;
    private static final int TOKENS = 6;
    private static final long CITIZEN_BASE = 42_010_019_900_101_000L;
    private static final long BANK_BASE = 621_700_000_000_000L;
    private static final List<CardState> CARD_STATES = List.of(
            CardState.NORMAL,
            CardState.NORMAL,
            CardState.NORMAL,
            CardState.NORMAL,
            CardState.NORMAL,
            CardState.SEALED,
            CardState.LOST_TEMPORARY,
            CardState.LOCKED,
            CardState.REPLACED,
            CardState.EXPIRED);

    private final Dice dice;
    final List<Order.ImportInstitution> institutions = new ArrayList<>();
    final List<Order.ImportPerson> persons = new ArrayList<>();
    final List<Order.ImportCard> cards = new ArrayList<>();
    final List<Order.ImportCredential> tokens = new ArrayList<>();

    Population(Dice dice, long startMs) {
        this.dice = dice;
        institutions.add(
                institution("P42010000001", AREA, InstitutionKind.PHARMACY, true, List.of(41), 0, "T0000001", "T2"));
        institutions.add(
                institution("H42010000002", AREA, InstitutionKind.HOSPITAL, true, List.of(11, 21, 41), 1, "T0000003"));
        institutions.add(
                institution("P51010000003", SECOND_AREA, InstitutionKind.PHARMACY, true, List.of(41), 2, "T0000001"));
        institutions.add(institution("P42010000004", AREA, InstitutionKind.CLINIC, false, List.of(11), 3, "T0000009"));
        institutions.add(institution("P42010000005", AREA, InstitutionKind.FITNESS, true, List.of(41), -1));
        for (int i = 0; i < PERSONS; i++) {
            boolean employee = dice.percent(75);
            persons.add(new Order.ImportPerson(
                    "4201000000000000" + (1000 + i),
                    CITIZEN_BASE + i,
                    dice.percent(50) ? "测试" + i : "",
                    employee ? 310 : 390,
                    dice.percent(90) ? 1 : (int) dice.of(0, 2, 4),
                    dice.percent(80) ? AREA : SECOND_AREA,
                    employee ? dice.of(0, 1, 5_000, 20_000, 100_000, 5_000_000) : 0));
        }
        int today = Books.dateOf(startMs);
        for (int i = 0; i < CARDS; i++) {
            String body = "A" + (1_000_000 + i);
            cards.add(new Order.ImportCard(
                    CardNumber.key(dice.percent(80) ? AREA : SECOND_AREA, body + CardNumber.checkCharacter(body)),
                    person(dice.percent(50) ? i % PERSONS : dice.below(PERSONS)),
                    0x4201_00D1_5600_0000L,
                    i,
                    dice.percent(60) ? BANK_BASE + i : 0,
                    dice.percent(30) ? today + (int) dice.between(-2, 40) : 0,
                    dice.of(CARD_STATES)));
        }
        for (int i = 0; i < TOKENS; i++) {
            long endsMs = dice.percent(50) ? 0 : startMs + dice.between(-1_000, 20 * 86_400_000L);
            tokens.add(new Order.ImportCredential("token-" + i, person(dice.below(PERSONS)), endsMs));
        }
    }

    private static Order.ImportInstitution institution(
            String code,
            int area,
            InstitutionKind kind,
            boolean inService,
            List<Integer> medTypes,
            int merchant,
            String... terminals) {
        return new Order.ImportInstitution(
                code,
                area,
                area,
                kind.code(),
                inService,
                medTypes,
                "店" + code,
                merchant < 0 ? "" : MERCHANTS.get(merchant),
                List.of(terminals));
    }

    private String person(int index) {
        return persons.get(index).number();
    }

    /** Somebody; half the time one of the first four, so that their accounts and cards see much. */
    Order.ImportPerson anybody() {
        return persons.get(dice.below(dice.percent(50) ? 4 : PERSONS));
    }

    /** The imports a run begins with: everything but the last of each kind, and three cards that stay strangers. */
    List<Order> firstImports() {
        List<Order> orders = new ArrayList<>(institutions.subList(0, institutions.size() - 1));
        orders.addAll(persons.subList(0, PERSONS - 1));
        orders.addAll(cards.subList(0, CARDS - 3));
        orders.addAll(tokens.subList(0, TOKENS - 1));
        return orders;
    }
}
