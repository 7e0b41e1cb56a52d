package org.medsettle.sim;

import org.medsettle.engine.EngineConfig;
import org.medsettle.journal.JournalConfig;
import org.medsettle.model.Dice;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/**
 * What is the same in all lives of one seed: sizes, how much is sent, how eagerly the stages work.
 *
 * @param commands how many commands are sent at least
 * @param windows how many clients there are, each with one command under way
 * @param mostTogether the most commands a stage takes as one batch
 * @param realStores whether the ledger stands on the off-heap stores, which cost more to start; only they have snapshots
 */
record SeedPlan(
        int commands,
        int windows,
        int mostTogether,
        EngineConfig engine,
        JournalConfig journal,
        boolean realStores,
        boolean commitsOften) {
    private static final int PAGE_BYTES = 4_096;
    /** A record of the longest body and its closing record. */
    private static final int LEAST_BATCH_BYTES = 65_664;

    private static final int LEAST_SEGMENT_PAGES = 18;
    private static final int LONG_RUN = 4_600;
    /** Every so many seeds one has off-heap stores and snapshots. */
    private static final int SNAPSHOTS_EVERY = 7;

    private static final int MOST_ACCOUNTS = 200;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final long MOST_BYTES = 1L << 30;

    /** Empty stores for one start. */
    LedgerStores stores() {
        return realStores
                ? RealStores.create(new StoreConfig(MOST_ACCOUNTS, true, CHUNK_BYTES, MOST_BYTES, 0, 7))
                : HeapStores.create();
    }

    /** A short run that fills a segment and takes snapshots. */
    static SeedPlan small() {
        return new SeedPlan(
                230,
                6,
                6,
                new EngineConfig(64, 4, 64, EngineConfig.Wait.BLOCKING),
                new JournalConfig((long) LEAST_SEGMENT_PAGES * PAGE_BYTES, LEAST_BATCH_BYTES, 1),
                true,
                true);
    }

    static SeedPlan draw(long seed, Dice dice) {
        boolean isLong = dice.below(400) == 0;
        int pages = LEAST_SEGMENT_PAGES + dice.below(dice.percent(70) ? 4 : 40);
        return new SeedPlan(
                isLong ? LONG_RUN : dice.percent(75) ? 60 + dice.below(80) : 140 + dice.below(260),
                1 + dice.below(dice.percent(80) ? 12 : 60),
                1 + dice.below(dice.percent(60) ? 6 : 48),
                new EngineConfig(64, dice.below(20), 64, EngineConfig.Wait.BLOCKING),
                new JournalConfig((long) pages * PAGE_BYTES, LEAST_BATCH_BYTES, 1),
                seed % SNAPSHOTS_EVERY == 0,
                dice.percent(70));
    }
}
