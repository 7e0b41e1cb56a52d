package org.medsettle.gateway.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medsettle.domain.card.CardState;

/** A few invented persons and places with something of every kind, made without files. */
final class SmallPopulation {
    private SmallPopulation() {}

    static DemoPopulation of(int persons) {
        List<Insured> all = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            boolean isEmployee = i % 5 != 0;
            all.add(new Insured(
                    "42" + (1_000_000 + i),
                    "4201001990010" + (10_000 + i),
                    isEmployee ? 310 : 390,
                    i % 50 == 7 ? 2 : 1,
                    420_100,
                    isEmployee ? 10_000L * (i % 9) : 0,
                    i % 7 == 3 ? null : card(i),
                    i % 2 == 0 ? "token-" + i : null));
        }
        List<Venue> venues = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            venues.add(new Venue("P4201000000" + i, "药店" + i, 420_100, Set.of(Venue.PHARMACY), "M" + i, List.of()));
            venues.add(new Venue(
                    "H4201000000" + i, "医院" + i, 420_100, Set.of(Venue.OUTPATIENT, Venue.PHARMACY), "", List.of()));
        }
        return new DemoPopulation(all, venues);
    }

    private static SocialCard card(int i) {
        CardState state = i % 41 == 5 ? CardState.LOCKED : i % 43 == 6 ? CardState.LOST_FORMAL : CardState.NORMAL;
        return new SocialCard(420_100, "A" + (10_000_000 + i), "420100" + i, "621785000000" + i, state, 0, i % 37 == 4);
    }
}
