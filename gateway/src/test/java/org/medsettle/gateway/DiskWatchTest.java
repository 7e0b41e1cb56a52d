package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: new money stops below the reserve and comes back by itself, and a force that hangs is told. */
@Timeout(30)
class DiskWatchTest {
    private static final long RESERVE = 1_000;
    private static final long MARGIN = 100;

    private final FakeDisk disk = new FakeDisk();
    private long nowNs;

    @Test
    void shouldHoldNewMoneyBelowTheReserveAndLetItThroughWithTheMarginBack() {
        DiskWatch watch = watch(RESERVE);
        disk.freeBytes = RESERVE;
        watch.look();
        assertEquals(List.of(), watch.reasons());

        disk.freeBytes = RESERVE - 1;
        watch.look();
        assertEquals(List.of(DiskWatch.SPACE_SHORT), watch.reasons());
        disk.freeBytes = RESERVE + MARGIN - 1;
        watch.look();
        assertTrue(watch.isSpaceShort(), "the next segment alone would bring it back");

        disk.freeBytes = RESERVE + MARGIN;
        watch.look();
        assertEquals(List.of(), watch.reasons());
        assertEquals(List.of(true, false), disk.told);
    }

    @Test
    void shouldCountADiskThatCannotBeAskedAsFull() {
        DiskWatch watch = watch(1);
        disk.freeBytes = 0;

        watch.look();

        assertTrue(watch.isSpaceShort());
    }

    @Test
    void shouldNeverHoldNewMoneyWithoutAReserve() {
        DiskWatch watch = watch(0);
        disk.freeBytes = 0;

        watch.look();

        assertEquals(List.of(), disk.told);
    }

    @Test
    void shouldTellOfAForceThatDoesNotComeBackUntilItDoes() {
        DiskWatch watch = watch(0);
        disk.appended = 7;
        watch.look();
        nowNs += DiskWatch.STALL_NS - 1;
        watch.look();
        assertEquals(List.of(), watch.reasons());

        nowNs += 1;
        watch.look();
        assertEquals(List.of(DiskWatch.STALLED), watch.reasons());

        disk.durable = 6;
        watch.look();
        assertEquals(List.of(), watch.reasons());
    }

    @Test
    void shouldNotTakeAnIdleJournalForAStalledOne() {
        DiskWatch watch = watch(0);
        disk.appended = 7;
        disk.durable = 7;
        watch.look();
        nowNs += 10 * DiskWatch.STALL_NS;
        watch.look();
        disk.appended = 8;

        watch.look();

        assertEquals(List.of(), watch.reasons());
    }

    @Test
    void shouldTellOfADiskThatHangsTheWatchItself() {
        DiskWatch watch = watch(0);
        watch.look();

        nowNs += DiskWatch.STALL_NS;

        assertEquals(List.of(DiskWatch.STALLED), watch.reasons());
    }

    @Test
    void shouldLookByItselfUntilClosed() throws Exception {
        disk.freeBytes = RESERVE - 1;
        try (DiskWatch watch = new DiskWatch(disk, RESERVE, MARGIN, System::nanoTime).start()) {
            assertTrue(watch.isSpaceShort(), "the first look is made at once");
            disk.freeBytes = RESERVE + MARGIN;
            while (watch.isSpaceShort()) {
                Thread.onSpinWait();
            }
        }
    }

    private DiskWatch watch(long reserveBytes) {
        return new DiskWatch(disk, reserveBytes, MARGIN, () -> nowNs);
    }

    /** A disk as the test says it is. */
    private static final class FakeDisk implements DiskWatch.Disk {
        private final List<Boolean> told = new ArrayList<>();
        private volatile long freeBytes = 1_000_000;
        private long appended;
        private long durable;

        @Override
        public long freeBytes() {
            return freeBytes;
        }

        @Override
        public long appendedSequence() {
            return appended;
        }

        @Override
        public long durableSequence() {
            return durable;
        }

        @Override
        public void spaceShort(boolean isShort) {
            told.add(isShort);
        }
    }
}
