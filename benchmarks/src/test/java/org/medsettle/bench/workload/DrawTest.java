package org.medsettle.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws keep the shares of a workload: listed cards, bills nobody can pay, repeats, kinds of care. */
class DrawTest {
    private static final int DRAWS = 200_000;

    private final CardHolders.Builder holders = new CardHolders.Builder();
    private final Institutions institutions = new Institutions(List.of(
            new Institutions.Institution("P42010000001", List.of("41"), "", List.of()),
            new Institutions.Institution("H42010000002", List.of("11", "21"), "", List.of())));

    private Population population() {
        for (int i = 0; i < 100; i++) {
            holders.add("" + i, "A00000011", "420100D1560000000000000000000001", "420100", "", i < 10);
        }
        return new Population(institutions, holders.build());
    }

    @Test
    void shouldKeepTheShares() throws IOException {
        Population population = population();
        Draw draw = new Draw(
                Workload.parse(
                        "test",
                        "care = 41:75:102.00 11:25:180.00\nrepeats.percent = 5\nshort_balances.percent = 2\n"
                                + "listed_cards.percent = 1"),
                population,
                3);
        int listed = 0;
        int tooLarge = 0;
        int repeats = 0;
        int hospital = 0;

        for (int i = 0; i < DRAWS; i++) {
            repeats += draw.repeats() ? 1 : 0;
            draw.next();
            listed += draw.holder() >= population.holders().unlisted() ? 1 : 0;
            tooLarge += draw.amountFen() == Workload.SHORT_FEN ? 1 : 0;
            hospital += draw.medType() == 11 ? 1 : 0;
            assertEquals(draw.medType() == 11 ? 1 : 0, draw.institution());
        }

        assertEquals(0.01, listed / (double) DRAWS, 0.002);
        assertEquals(0.02, tooLarge / (double) DRAWS, 0.002);
        assertEquals(0.05, repeats / (double) DRAWS, 0.003);
        assertEquals(0.25, hospital / (double) DRAWS, 0.01);
    }

    @Test
    void shouldRefuseCareThatNobodyMaySettle() throws IOException {
        Workload workload = Workload.parse("test", "care = 9901:1:10.00");
        Population population = population();

        assertThrows(IllegalArgumentException.class, () -> new Draw(workload, population, 1));
    }
}
