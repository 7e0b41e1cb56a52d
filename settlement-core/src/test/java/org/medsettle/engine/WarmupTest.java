package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.StoreMemory;
import org.medsettle.store.heap.HeapStores;

/** The warm-up answers everything it asks, keeps to its bounds, and leaves nothing behind. */
@Timeout(60)
class WarmupTest {
    private static final WarmupConfig SHORT = new WarmupConfig(20_000_000_000L, 2_000);

    /** One for the engine, one for what comes seldom. */
    private static final int BUNDLES = 2;

    private final AtomicInteger closed = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void shouldStopEverythingItStarted(StoreKind kind) {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

        Warmup.Done done = Warmup.run(SHORT, EngineConfig.DEFAULT, () -> watched(kind.create()));

        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        assertTrue(after.stream().noneMatch(WarmupTest::isOurs), "still running: " + after);
        assertEquals(BUNDLES, closed.get());
        assertTrue(done.settlements() >= SHORT.maxSettlements());
        assertTrue(done.settlements() <= SHORT.maxSettlements() + 3);
        assertTrue(done.commands() > done.settlements());
        assertTrue(done.describe().startsWith("warmed up with "));
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        Warmup.Done done = Warmup.run(
                new WarmupConfig(1, 1_000_000_000), EngineConfig.DEFAULT, () -> watched(HeapStores.create()));

        assertEquals(0, done.settlements());
        assertEquals(BUNDLES, closed.get());
    }

    @Test
    void shouldDoNothingWhenSwitchedOff() {
        Warmup.Done done = Warmup.run(WarmupConfig.NONE, EngineConfig.DEFAULT, () -> watched(HeapStores.create()));

        assertEquals(0, done.commands());
        assertEquals(0, closed.get());
    }

    @Test
    void shouldFailAndStillStopWhenTheStoresAreTooSmall() {
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> Warmup.run(SHORT, EngineConfig.DEFAULT, () -> watched(HeapStores.create(10))));

        assertTrue(failure.getMessage().contains("refused"), failure.getMessage());
        assertEquals(1, closed.get());
    }

    @Test
    void shouldRefuseNegativeBounds() {
        assertThrows(IllegalArgumentException.class, () -> new WarmupConfig(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new WarmupConfig(1, -1));
    }

    private LedgerStores watched(LedgerStores stores) {
        StoreMemory memory = () -> {
            stores.memory().close();
            closed.incrementAndGet();
        };
        return new LedgerStores(
                stores.persons(),
                stores.accounts(),
                stores.cards(),
                stores.lossReports(),
                stores.replacements(),
                stores.reimbursements(),
                stores.credentials(),
                stores.institutions(),
                stores.signOns(),
                stores.lists(),
                stores.settlements(),
                stores.keys(),
                stores.totals(),
                stores.tills(),
                stores.images(),
                memory);
    }

    /** The JVM starts threads of its own when it likes; ours all have names. */
    private static boolean isOurs(Thread thread) {
        return Set.of("journal", "state-machine", "reply-gate", "segment-preparer")
                .contains(thread.getName());
    }
}
