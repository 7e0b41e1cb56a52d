package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.list.InvalidListStore;

/** What every invalid list does. */
public abstract class InvalidListStoreContract {
    private static final int MANY = 20_000;
    /** The last second of the year 9999, which some feeds write for "without end". */
    private static final long LAST_SECOND = 253_402_300_799L;

    protected abstract InvalidListStore create();

    private static void assertEntry(InvalidListStore list, long n, int reason, long fromSeconds, long toSeconds) {
        long position = list.find(TestRecords.cardKey(n));
        assertEquals(reason, list.reason(position));
        assertEquals(fromSeconds, list.fromSeconds(position));
        assertEquals(toSeconds, list.toSeconds(position));
    }

    @Test
    void shouldFindWhatWasPutAndNothingElse() {
        InvalidListStore list = create();

        for (long n = 0; n < MANY; n++) {
            assertTrue(list.put(TestRecords.cardKey(n), (int) (n % 6) + 1, 1_000 + n, 0));
        }

        assertEquals(MANY, list.count());
        for (long n = 0; n < MANY; n++) {
            assertEntry(list, n, (int) (n % 6) + 1, 1_000 + n, 0);
        }
        for (long n = MANY; n < 5L * MANY; n++) {
            assertEquals(InvalidListStore.NONE, list.find(TestRecords.cardKey(n)));
        }
    }

    @Test
    void shouldKeepTheWholeRangeOfTimes() {
        InvalidListStore list = create();
        long[] times = {0, 1, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL, 4_102_444_800L, LAST_SECOND};

        for (int from = 0; from < times.length; from++) {
            for (int to = 0; to < times.length; to++) {
                list.put(TestRecords.cardKey(from * 10 + to), 6, times[from], times[to]);
            }
        }

        for (int from = 0; from < times.length; from++) {
            for (int to = 0; to < times.length; to++) {
                assertEntry(list, from * 10 + to, 6, times[from], times[to]);
            }
        }
    }

    @Test
    void shouldTakeTheSmallestAndTheLargestKey() {
        InvalidListStore list = create();
        long largest = 1_000_000 * 2_821_109_907_456L - 1;

        assertTrue(list.put(1, 1, 5, 6));
        assertTrue(list.put(largest, 2, 7, 8));

        assertEquals(6, list.toSeconds(list.find(1)));
        assertEquals(8, list.toSeconds(list.find(largest)));
        assertEquals(InvalidListStore.NONE, list.find(2));
    }

    @Test
    void shouldOverwriteTheOldEntry() {
        InvalidListStore list = create();
        list.put(TestRecords.cardKey(1), 1, 10, 0);

        assertFalse(list.put(TestRecords.cardKey(1), 4, 20, 30));

        assertEquals(1, list.count());
        assertEntry(list, 1, 4, 20, 30);
    }

    @Test
    void shouldForgetWhatWasRemoved() {
        InvalidListStore list = create();
        for (long n = 0; n < MANY; n++) {
            list.put(TestRecords.cardKey(n), 1, n, 0);
        }

        for (long n = 0; n < MANY; n += 2) {
            assertTrue(list.remove(TestRecords.cardKey(n)));
            assertFalse(list.remove(TestRecords.cardKey(n)));
        }

        assertEquals(MANY / 2, list.count());
        for (long n = 0; n < MANY; n++) {
            if (n % 2 == 0) {
                assertEquals(InvalidListStore.NONE, list.find(TestRecords.cardKey(n)));
            } else {
                assertEntry(list, n, 1, n, 0);
            }
        }
    }

    @Test
    void shouldNotShowAStagedReplacementBeforeItIsCommitted() {
        InvalidListStore list = create();
        list.put(TestRecords.cardKey(1), 1, 10, 0);

        list.stageBegin(MANY);
        for (long n = 2; n < MANY; n++) {
            assertTrue(list.stagePut(TestRecords.cardKey(n), 2, n, 0));
        }
        assertFalse(list.stagePut(TestRecords.cardKey(2), 3, 2, 0));

        assertEquals(MANY - 2, list.stagedCount());
        assertEquals(1, list.count());
        assertEquals(InvalidListStore.NONE, list.find(TestRecords.cardKey(2)));

        list.stageCommit();

        assertEquals(MANY - 2, list.count());
        assertEquals(0, list.stagedCount());
        assertEquals(InvalidListStore.NONE, list.find(TestRecords.cardKey(1)));
        assertEntry(list, 2, 3, 2, 0);
        assertEntry(list, MANY - 1, 2, MANY - 1, 0);
    }

    @Test
    void shouldTakeChangesOfTheListInForceWhileAReplacementIsStaged() {
        InvalidListStore list = create();
        list.stageBegin(1);

        list.put(TestRecords.cardKey(1), 1, 10, 0);

        assertEquals(1, list.count());
        assertEquals(0, list.stagedCount());
        list.stageAbort();
        assertEntry(list, 1, 1, 10, 0);
    }

    @Test
    void shouldDropAReplacementThatWasAbortedOrBegunAgain() {
        InvalidListStore list = create();
        list.put(TestRecords.cardKey(1), 1, 10, 0);
        list.stageBegin(1);
        list.stagePut(TestRecords.cardKey(2), 1, 10, 0);

        list.stageBegin(1);
        assertEquals(0, list.stagedCount());
        list.stagePut(TestRecords.cardKey(3), 1, 10, 0);
        list.stageAbort();

        assertEquals(0, list.stagedCount());
        assertEquals(1, list.count());
        assertThrows(InvariantViolation.class, list::stageCommit);
        assertThrows(InvariantViolation.class, () -> list.stagePut(TestRecords.cardKey(4), 1, 10, 0));
    }

    @Test
    void shouldReplaceManyTimes() {
        InvalidListStore list = create();

        for (long round = 1; round <= 5; round++) {
            list.stageBegin(MANY);
            for (long n = 0; n < MANY; n++) {
                list.stagePut(TestRecords.cardKey(round * MANY + n), 1, round, 0);
            }
            list.stageCommit();

            assertEquals(MANY, list.count());
            assertEntry(list, round * MANY + 17, 1, round, 0);
            assertEquals(InvalidListStore.NONE, list.find(TestRecords.cardKey(round * MANY - 1)));
        }
    }

    @Test
    void shouldVisitEveryEntry() {
        InvalidListStore list = create();
        TreeSet<Long> expected = new TreeSet<>();
        for (long n = 0; n < MANY; n++) {
            list.put(TestRecords.cardKey(n), 1, n, n + 1);
            expected.add(TestRecords.cardKey(n));
        }

        TreeSet<Long> visited = new TreeSet<>();
        list.forEach((cardKey, reason, fromSeconds, toSeconds) -> {
            assertTrue(visited.add(cardKey));
            assertEquals(1, reason);
            assertEquals(fromSeconds + 1, toSeconds);
        });

        assertEquals(expected, visited);
    }

    @Test
    void shouldPageThroughAllEntriesInOrder() {
        InvalidListStore list = create();
        for (long n = 1; n <= 3_000; n++) {
            list.put(TestRecords.cardKey(n), 1, n, 0);
        }
        List<Long> given = new ArrayList<>();

        long cursor = 0;
        do {
            int before = given.size();
            cursor = list.page(cursor, 17, (key, reason, from, to) -> given.add(key));
            assertTrue(given.size() - before <= 17);
        } while (cursor != 0);

        List<Long> expected = LongStream.rangeClosed(1, 3_000)
                .map(TestRecords::cardKey)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(InvalidListStore.order(a), InvalidListStore.order(b)))
                .toList();
        assertEquals(expected, given);
    }

    @Test
    void shouldMeetWhatStaysOnTheListOnceWhileOthersComeAndGo() {
        InvalidListStore list = create();
        for (long n = 1; n <= 2_000; n++) {
            list.put(TestRecords.cardKey(n), 1, 0, 0);
        }
        Map<Long, Integer> met = new HashMap<>();

        long cursor = 0;
        long fresh = 100_000;
        do {
            cursor = list.page(cursor, 5, (key, reason, from, to) -> met.merge(key, 1, Integer::sum));
            for (int i = 0; i < 20; i++) {
                list.put(TestRecords.cardKey(++fresh), 1, 0, 0);
                list.remove(TestRecords.cardKey(fresh - 37));
            }
        } while (cursor != 0);

        for (long n = 1; n <= 2_000; n++) {
            assertEquals(1, met.getOrDefault(TestRecords.cardKey(n), 0), "card " + n);
        }
        assertTrue(met.values().stream().allMatch(times -> times == 1));
    }

    @Test
    void shouldAnswerAnEmptyPageForAnEmptyListAndBehindTheEnd() {
        InvalidListStore list = create();

        assertEquals(0, list.page(0, 5, (key, reason, from, to) -> fail("nothing is here")));
        list.put(TestRecords.cardKey(1), 1, 0, 0);
        assertEquals(
                0,
                list.page(
                        InvalidListStore.order(TestRecords.cardKey(1)) + 1,
                        5,
                        (key, reason, from, to) -> fail("nothing is behind")));
    }
}
