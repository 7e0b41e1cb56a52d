package org.medsettle.gateway.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Draws the visits of one window from a seed. A window serves the persons of its own share of the population only, so
 * that the client knows every balance at every moment and can check each answer to the fen.
 *
 * <p>Of the published case mix (pharmacy 47 %, outpatient 35 % of all cases, mean bills of 102 and 180 yuan) these two
 * kinds are drawn in that proportion, with log-normal bills. Units: fen.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Workload {
    private static final int PHARMACY_CASES = 47;
    private static final int OUTPATIENT_CASES = 35;
    private static final double PHARMACY_MEAN_FEN = 10_200;
    private static final double OUTPATIENT_MEAN_FEN = 18_000;
    private static final double SIGMA = 0.8;
    private static final long LEAST_BILL_FEN = 100;
    private static final long LARGEST_BILL_FEN = 2_000_000;

    private final DemoPopulation population;
    private final SplittableRandom random;
    private final int window;
    private final int windows;
    private final int persons;
    private final int[] pharmacies;
    private final int[] hospitals;

    Workload(DemoPopulation population, long seed, int window, int windows) {
        this.population = population;
        this.window = window;
        this.windows = windows;
        random = new SplittableRandom(seed * 1_000_003 + window);
        persons = (population.size() - window + windows - 1) / windows;
        pharmacies = venuesFor(population.venues(), Venue.PHARMACY);
        hospitals = venuesFor(population.venues(), Venue.OUTPATIENT);
        if (persons == 0 || pharmacies.length == 0 || hospitals.length == 0) {
            throw new IllegalArgumentException("the population is too small for " + windows + " windows");
        }
    }

    private static int[] venuesFor(List<Venue> venues, int medType) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < venues.size(); i++) {
            if (venues.get(i).allows(medType)) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Opens the visit and fills its bill. */
    void draw(Visit visit, String now) {
        int personIndex = window + windows * random.nextInt(persons);
        Insured person = population.person(personIndex);
        VisitType type = type(person.card());
        visit.open(type);
        boolean isPharmacy = random.nextInt(PHARMACY_CASES + OUTPATIENT_CASES) < PHARMACY_CASES;
        int[] places = isPharmacy ? pharmacies : hospitals;
        Bill bill = visit.bill;
        bill.open(
                personIndex,
                person,
                places[random.nextInt(places.length)],
                isPharmacy ? Venue.PHARMACY : Venue.OUTPATIENT,
                now);
        bill.show(type == VisitType.CARD_LOST ? CredentialType.CARD : credential(person), random.nextInt(10) < 7);
        bill.useAccount(random.nextInt(100) >= 4);
        split(bill, amountFen(isPharmacy ? PHARMACY_MEAN_FEN : OUTPATIENT_MEAN_FEN));
    }

    private VisitType type(@Nullable SocialCard card) {
        int draw = random.nextInt(VisitType.WEIGHTS);
        for (VisitType type : VisitType.values()) {
            draw -= type.weight();
            if (draw < 0) {
                return type == VisitType.CARD_LOST && card == null ? VisitType.PURCHASE : type;
            }
        }
        return VisitType.PURCHASE;
    }

    private CredentialType credential(Insured person) {
        int draw = random.nextInt(100);
        if (draw < 60 && person.card() != null) {
            return CredentialType.CARD;
        }
        return draw < 85 && person.token() != null ? CredentialType.ELECTRONIC : CredentialType.CITIZEN_ID;
    }

    private long amountFen(double meanFen) {
        double normal = Math.log(meanFen) - SIGMA * SIGMA / 2 + SIGMA * random.nextGaussian();
        return Math.min(Math.max(Math.round(Math.exp(normal)), LEAST_BILL_FEN), LARGEST_BILL_FEN);
    }

    private void split(Bill bill, long totalFen) {
        int lines = 1 + random.nextInt(Bill.MAX_LINES);
        long restFen = totalFen;
        for (int line = 1; line < lines; line++) {
            long fen = 1 + random.nextLong(restFen / 2);
            bill.addLine(fen);
            restFen -= fen;
        }
        bill.addLine(restFen);
    }

    /** One of {@code choices} ways to go on, for what the window decides when it has lost an answer. */
    int choose(int choices) {
        return random.nextInt(choices);
    }
}
