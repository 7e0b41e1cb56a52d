package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.heap.HeapStores;

/** Seeded random feeds, events and look-ups on a heap list and on an off-heap list, with equal answers all along. */
class InvalidListOracleTest {
    private static final int OPERATIONS = 100_000;
    private static final int SPAN = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldAnswerAsTheHeapListDoes(long seed) {
        StoreConfig config = new StoreConfig(1, true, 1 << 16, 1 << 28, 0, seed);
        try (LedgerStores heapStores = HeapStores.create();
                LedgerStores realStores = RealStores.create(config)) {
            InvalidListStore heap = heapStores.list(ListLevel.CITY);
            InvalidListStore real = realStores.list(ListLevel.CITY);
            SplittableRandom random = new SplittableRandom(seed);
            boolean staging = false;

            for (int i = 0; i < OPERATIONS; i++) {
                long key = TestRecords.cardKey(random.nextInt(SPAN));
                int reason = 1 + random.nextInt(6);
                long from = random.nextLong(1L << 33);
                long to = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 40);
                int choice = random.nextInt(staging ? 12 : 8);
                String step = "seed " + seed + " step " + i;
                switch (choice) {
                    case 0, 1, 2 ->
                        assertEquals(heap.put(key, reason, from, to), real.put(key, reason, from, to), step);
                    case 3, 4 -> assertEquals(heap.remove(key), real.remove(key), step);
                    case 5, 6 -> assertSameEntry(heap, real, key, step);
                    case 7 -> {
                        if (random.nextInt(300) == 0) {
                            heap.stageBegin(SPAN);
                            real.stageBegin(SPAN);
                            staging = true;
                        }
                    }
                    case 8 -> {
                        if (random.nextInt(300) == 0) {
                            end(heap, real, random.nextBoolean());
                            staging = false;
                        }
                    }
                    default ->
                        assertEquals(heap.stagePut(key, reason, from, to), real.stagePut(key, reason, from, to), step);
                }
                assertEquals(heap.count(), real.count(), step);
                assertEquals(heap.stagedCount(), real.stagedCount(), step);
            }

            assertEquals(entriesOf(heap), entriesOf(real), () -> "seed " + seed);
        }
    }

    private static void end(InvalidListStore heap, InvalidListStore real, boolean commit) {
        if (commit) {
            heap.stageCommit();
            real.stageCommit();
        } else {
            heap.stageAbort();
            real.stageAbort();
        }
    }

    private static void assertSameEntry(InvalidListStore heap, InvalidListStore real, long key, String step) {
        long inHeap = heap.find(key);
        long inReal = real.find(key);
        assertEquals(inHeap == InvalidListStore.NONE, inReal == InvalidListStore.NONE, step);
        if (inHeap != InvalidListStore.NONE) {
            assertEquals(heap.reason(inHeap), real.reason(inReal), step);
            assertEquals(heap.fromSeconds(inHeap), real.fromSeconds(inReal), step);
            assertEquals(heap.toSeconds(inHeap), real.toSeconds(inReal), step);
        }
    }

    private static Map<Long, String> entriesOf(InvalidListStore list) {
        Map<Long, String> entries = new TreeMap<>();
        list.forEach((key, reason, from, to) -> entries.put(key, reason + " " + from + " " + to));
        return entries;
    }
}
