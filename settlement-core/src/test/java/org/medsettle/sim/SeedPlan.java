package org.medsettle.sim;

import org.medsettle.engine.EngineConfig;
import org.medsettle.engine.StoreKind;
import org.medsettle.journal.JournalConfig;
import org.medsettle.model.Dice;

/**
 * What is the same in all lives of one seed: sizes, how much is sent, how eagerly the stages work.
 *
 * @param commands how many commands are sent at least
 * @param windows how many clients there are, each with one command under way
 * @param mostTogether the most commands a stage takes as one batch
 */
record SeedPlan(
        int commands,
        int windows,
        int mostTogether,
        EngineConfig engine,
        JournalConfig journal,
        StoreKind stores,
        boolean commitsOften) {
    private static final int PAGE_BYTES = 4_096;
    /** A record of the longest body and its closing record. */
    private static final int LEAST_BATCH_BYTES = 65_664;

    private static final int LEAST_SEGMENT_PAGES = 18;
    private static final int LONG_RUN = 4_600;

    static SeedPlan draw(Dice dice) {
        boolean isLong = dice.below(400) == 0;
        int pages = LEAST_SEGMENT_PAGES + dice.below(dice.percent(70) ? 4 : 40);
        return new SeedPlan(
                isLong ? LONG_RUN : dice.percent(75) ? 60 + dice.below(80) : 140 + dice.below(260),
                1 + dice.below(dice.percent(80) ? 12 : 60),
                1 + dice.below(dice.percent(60) ? 6 : 48),
                new EngineConfig(64, dice.below(20), 64, EngineConfig.Wait.BLOCKING),
                new JournalConfig((long) pages * PAGE_BYTES, LEAST_BATCH_BYTES, 1),
                dice.below(60) == 0 ? StoreKind.REAL : StoreKind.HEAP,
                dice.percent(70));
    }
}
