package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.Journals.Replayed;
import org.medsettle.journal.RecoveryOutcome.Clean;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.journal.RecoveryOutcome.TornTail;

/**
 * Goal: a write cut short by a crash is cut away, damage to a batch that was there whole is refused. Method: a journal of
 * twelve batches, the last one of four sectors; every cut, every flipped byte, every choice of sectors that arrived.
 */
@ThreadConfined(Threads.CALLER)
class TornTailTest {
    private static final String FILE = SegmentDescriptor.fileName(1);
    private static final int WHOLE = 110;
    private static final int LAST = 10;

    private final MemoryDisk before = new MemoryDisk(1);
    private final byte[] without;
    private final byte[] with;
    private final int start;
    private final int end;

    TornTailTest() {
        LocalJournal journal = Journals.open(before);
        Journals.replay(journal, 1);
        for (int i = 1; i <= WHOLE; i++) {
            Journals.append(journal, Journals.entry(9, i, 250));
            if (i % 10 == 0) {
                journal.commit();
            }
        }
        without = before.bytes(FILE).clone();
        start = lastNonZero(without) + 1;
        for (int i = WHOLE + 1; i <= WHOLE + LAST; i++) {
            Journals.append(journal, Journals.entry(9, i, 250));
        }
        journal.commit();
        with = before.bytes(FILE).clone();
        end = lastNonZero(with) + 1;
    }

    @Test
    void shouldCutWhenLastBatchStopsAtAnyByte() {
        for (int cut = start; cut < end; cut++) {
            byte[] bytes = with.clone();
            Arrays.fill(bytes, cut, end, (byte) 0);

            Replayed replayed = replay(bytes);

            assertEquals(WHOLE, replayed.entries().size(), "cut at " + cut);
            if (lastNonZero(bytes) + 1 == start) {
                assertInstanceOf(Clean.class, replayed.outcome(), "cut at " + cut);
            } else {
                TornTail torn = assertInstanceOf(TornTail.class, replayed.outcome(), "cut at " + cut);
                assertEquals(start, torn.offset());
                assertEquals(lastNonZero(bytes) + 1 - start, torn.cutBytes());
                assertEquals(WHOLE, torn.lastSequence());
            }
        }
    }

    @Test
    void shouldCutWhenAnySectorsOfLastBatchAreMissing() {
        int firstSector = start / MemoryDisk.SECTOR_BYTES;
        int sectors = (end - 1) / MemoryDisk.SECTOR_BYTES - firstSector + 1;
        assertTrue(sectors >= 4 && sectors <= 12, "the batch has " + sectors + " sectors");
        for (int arrived = 0; arrived < (1 << sectors) - 1; arrived++) {
            byte[] bytes = without.clone();
            for (int i = 0; i < sectors; i++) {
                if ((arrived & 1 << i) != 0) {
                    int at = (firstSector + i) * MemoryDisk.SECTOR_BYTES;
                    System.arraycopy(with, at, bytes, at, MemoryDisk.SECTOR_BYTES);
                }
            }

            Replayed replayed = replay(bytes);

            String where = "sectors " + Integer.toBinaryString(arrived);
            assertTrue(!(replayed.outcome() instanceof Corrupt), where + ": " + replayed.outcome());
            assertEquals(WHOLE, replayed.entries().size(), where);
        }
    }

    @Test
    void shouldRefuseWhenAnyByteOfLastBatchIsDamaged() {
        for (int at = start; at < end; at++) {
            byte[] bytes = with.clone();
            bytes[at] ^= (byte) 0x40;

            Corrupt corrupt = assertInstanceOf(Corrupt.class, replay(bytes).outcome(), "byte " + at);

            assertEquals(FILE, corrupt.file());
            assertTrue(corrupt.sequence() > WHOLE, corrupt.describe());
            assertTrue(corrupt.offset() <= at && at < corrupt.offset() + 400, corrupt.describe() + " for byte " + at);
        }
    }

    @Test
    void shouldRefuseWhenBytesOfAcknowledgedBatchAreMissingBeforeMark() {
        LocalJournal journal = Journals.open(before);
        Journals.replay(journal, 1);
        byte[] marked = before.bytes(FILE).clone();
        for (int cut = start; cut < end; cut++) {
            byte[] bytes = marked.clone();
            Arrays.fill(bytes, cut, end, (byte) 0);

            assertInstanceOf(Corrupt.class, replay(bytes).outcome(), "cut at " + cut);
        }
    }

    @Test
    void shouldLeaveOnlyZeroesAndAMarkWhenTornTailIsCut() {
        byte[] bytes = with.clone();
        Arrays.fill(bytes, end - 100, end, (byte) 0);
        MemoryDisk disk = disk(bytes);
        LocalJournal journal = Journals.open(disk);

        Journals.replay(journal, 1);

        assertEquals(lastNonZero(bytes) + 1 - start, journal.counters().tornBytesCut());
        byte[] after = disk.bytes(FILE);
        assertEquals(start + RecordDescriptor.FOOTER_BYTES - 1, lastNonZero(after));
        assertInstanceOf(Clean.class, Journals.replay(disk).outcome());
    }

    @Test
    void shouldCutAgainWhenCrashInterruptsCutting() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = with.clone();
            int cut = start + 1 + random.nextInt(end - start - 1);
            Arrays.fill(bytes, cut, end, (byte) 0);
            for (int at = start; at < end; at = (at / MemoryDisk.SECTOR_BYTES + 1) * MemoryDisk.SECTOR_BYTES) {
                if (random.nextBoolean()) {
                    int to = Math.min(end, (at / MemoryDisk.SECTOR_BYTES + 1) * MemoryDisk.SECTOR_BYTES);
                    Arrays.fill(bytes, at, to, (byte) 0);
                }
            }

            Replayed replayed = replay(bytes);

            assertTrue(!(replayed.outcome() instanceof Corrupt), "round " + round + ": " + replayed.outcome());
            assertEquals(WHOLE, replayed.entries().size());
        }
    }

    @Test
    void shouldClearWhatOnlySeemsClearWhenForceOfRepairHadFailed() {
        byte[] torn = with.clone();
        Arrays.fill(torn, start, (start / MemoryDisk.SECTOR_BYTES + 2) * MemoryDisk.SECTOR_BYTES, (byte) 0);
        MemoryDisk disk = disk(torn);
        disk.showZeroes(FILE, start);
        LocalJournal journal = Journals.open(disk);
        assertInstanceOf(Clean.class, Journals.replay(journal, 1).outcome());
        Journals.append(journal, Journals.entry(9, WHOLE + 1L, 10));
        journal.commit();
        disk.losePower();

        Replayed replayed = Journals.replay(disk);

        assertInstanceOf(Clean.class, replayed.outcome());
        assertEquals(WHOLE + 1, replayed.entries().size());
    }

    @Test
    void shouldRefuseWhenGarbageFollows() {
        byte[] bytes = with.clone();
        for (int i = 0; i < 700; i++) {
            bytes[end + i] = (byte) (i | 1);
        }

        Corrupt corrupt = assertInstanceOf(Corrupt.class, replay(bytes).outcome());

        assertEquals(Damage.RECORD, corrupt.damage());
        assertEquals(WHOLE + LAST + 1, corrupt.sequence());
    }

    private static MemoryDisk disk(byte[] bytes) {
        MemoryDisk disk = new MemoryDisk(1);
        disk.put(FILE, bytes);
        return disk;
    }

    private static Replayed replay(byte[] bytes) {
        return Journals.replay(disk(bytes));
    }

    private static int lastNonZero(byte[] bytes) {
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        return last;
    }
}
