package org.medsettle.bench.workload;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws settlements of a workload: which care, at which institution, by whom, for how much. The same seed draws the same.
 *
 * <p>Threads: one. Units: fen.
 */
public final class Draw {
    private final Workload workload;
    private final Population population;
    private final SplittableRandom random;
    private final int[][] institutions;
    private final Zipf[] ranks;
    private final int careWeights;
    private int care;
    private int institution;
    private int holder;
    private long amountFen;

    public Draw(Workload workload, Population population, long seed) {
        List<Workload.Care> cares = workload.cares();
        this.workload = workload;
        this.population = population;
        random = new SplittableRandom(seed);
        institutions = new int[cares.size()][];
        ranks = new Zipf[cares.size()];
        int weights = 0;
        for (int i = 0; i < cares.size(); i++) {
            institutions[i] = population.institutions().withCare(cares.get(i).medType());
            ranks[i] = new Zipf(institutions[i].length, workload.zipf());
            weights += cares.get(i).weight();
        }
        careWeights = weights;
    }

    /** True for the share of settlements that are to be repeats. */
    public boolean repeats() {
        return workload.repeats() > 0 && random.nextDouble() < workload.repeats();
    }

    /** Draws the next one. */
    public void next() {
        int at = random.nextInt(careWeights);
        care = 0;
        while (at >= workload.cares().get(care).weight()) {
            at -= workload.cares().get(care).weight();
            care++;
        }
        institution = institutions[care][ranks[care].draw(random)];
        holder = drawHolder();
        amountFen = random.nextDouble() < workload.shortBalances()
                ? Workload.SHORT_FEN
                : Bills.draw(random, (double) workload.cares().get(care).meanFen());
    }

    private int drawHolder() {
        CardHolders holders = population.holders();
        int unlisted = holders.unlisted();
        int listed = holders.count() - unlisted;
        return listed > 0 && random.nextDouble() < workload.listedCards()
                ? unlisted + random.nextInt(listed)
                : random.nextInt(unlisted);
    }

    /** Another institution for the same care, by no law: where the busiest has used up its numbers. */
    public void elsewhere() {
        institution = institutions[care][random.nextInt(institutions[care].length)];
    }

    /** The source of everything that is drawn. */
    public SplittableRandom random() {
        return random;
    }

    public int medType() {
        return workload.cares().get(care).medType();
    }

    public int institution() {
        return institution;
    }

    public int holder() {
        return holder;
    }

    public long amountFen() {
        return amountFen;
    }
}
