package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/**
 * The state machine answers every command as the naive model does, whatever the order: thousands of seeded runs, each
 * over a small population that makes collisions the rule. {@code -Dseeds=N} runs more, {@code -Dseed=S} one alone; a
 * failure names its seed and the commands that led to it.
 */
class StateMachineModelTest {
    private static final long SEEDS = Long.getLong("seeds", 2_000);
    private static final long ONLY = Long.getLong("seed", 0);
    private static final int COMMANDS = 450;
    private static final int REPLAYED_EVERY = 20;
    private static final int REAL_RUNS = 20;

    @Test
    void shouldAnswerAsTheModelDoes() {
        LongStream seeds = ONLY != 0 ? LongStream.of(ONLY) : LongStream.rangeClosed(1, SEEDS);

        seeds.parallel().forEach(StateMachineModelTest::run);
    }

    private static void run(long seed) {
        LedgerStores stores = HeapStores.create();
        Trial trial = new Trial(seed);

        long digest = trial.run(stores, COMMANDS);

        assertEquals(trial.model().facts(), StoreFacts.read(stores), () -> "standing after seed " + seed);
        if (seed % REPLAYED_EVERY == 0) {
            assertEquals(digest, trial.replay(HeapStores.create()), () -> "digest of a replay of seed " + seed);
        }
    }

    @Test
    void shouldReachTheSameStateOnTheRealStores() {
        for (long seed = 1_000_001; seed <= 1_000_000 + REAL_RUNS; seed++) {
            Trial trial = new Trial(seed);
            long digest = trial.run(HeapStores.create(), 3 * COMMANDS);
            StoreConfig small = new StoreConfig(1_000, true, 1 << 16, 64 << 20, 0, seed);
            try (LedgerStores real = RealStores.create(small)) {
                assertEquals(digest, trial.replay(real), "digest on the real stores, seed " + seed);
                assertEquals(trial.model().facts(), StoreFacts.read(real), "standing on the real stores, seed " + seed);
            }
        }
    }
}
