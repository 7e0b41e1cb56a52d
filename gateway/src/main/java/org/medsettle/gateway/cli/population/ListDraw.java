package org.medsettle.gateway.cli.population;

import java.util.Locale;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/**
 * The invalid lists of an invented population: one entry for a hundred persons, half of them for cards of other areas.
 *
 * <p>Threads: immutable. Invariant: our own cards stand on the nation's and province's list only, since the city's own
 * entries come with the card states.
 */
public final class ListDraw {
    private static final int OWN_EVERY = 200;
    private static final int REASON = 30;
    private static final int LEVEL = 31;
    private static final int FROM = 32;
    private static final int TO = 33;
    private static final int AREA = 34;

    private final Population population;
    private final Draw draw;
    private final int ownOffset;

    public ListDraw(Population population) {
        this.population = population;
        this.draw = population.draw();
        this.ownOffset = draw.below(0, LEVEL, OWN_EVERY);
    }

    /** Entries in all. */
    public int count() {
        return Math.max(2, population.persons() / (OWN_EVERY / 2));
    }

    /** Entries with an even index are for cards of ours, while there are any. */
    private boolean isOwn(int entry) {
        return entry % 2 == 0 && person(entry) < population.persons();
    }

    private int person(int entry) {
        return entry / 2 * OWN_EVERY + ownOffset % Math.min(OWN_EVERY, population.persons());
    }

    public ListLevel level(int entry) {
        int lot = draw.below(entry, LEVEL, 10);
        return lot < 4 ? ListLevel.NATION : lot < 7 || isOwn(entry) ? ListLevel.PROVINCE : ListLevel.CITY;
    }

    public int area(int entry) {
        return isOwn(entry) ? population.area(person(entry)) : Areas.elsewhere(draw.below(entry, AREA, 1_000));
    }

    public String cardNumber(int entry) {
        return isOwn(entry)
                ? population.cardNumber(person(entry))
                : population.cardNumberAt(2L * population.persons() + entry);
    }

    public InvalidReason reason(int entry) {
        return InvalidReason.of(1 + draw.below(entry, REASON, InvalidReason.values().length));
    }

    /** ISO date-time, always in the past. */
    public String from(int entry) {
        return String.format(Locale.ROOT, "2023-%02d-15T08:00:00", 1 + draw.below(entry, FROM, 12));
    }

    /** Empty for most; some entries have ended, some will end. */
    public String to(int entry) {
        int lot = draw.below(entry, TO, 20);
        return lot < 17 ? "" : lot < 19 ? "2024-12-31T00:00:00" : "2034-12-31T00:00:00";
    }
}
