package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.Journals.Entry;
import org.medsettle.journal.Journals.Replayed;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/**
 * Goal: whatever I/O fails, nothing that was not forced is claimed, and everything that was claimed comes back, after a
 * restart and after a loss of power. Method: fail every operation of a scripted run once, then recover, go on, and crash again.
 */
@ThreadConfined(Threads.CALLER)
class JournalFaultTest {
    private static final int SCRIPT_BATCHES = 12;
    private static final int MAX_BODY_BYTES = 9000;

    @Test
    void shouldKeepEverythingAcknowledgedWhenAnyOperationFails() {
        int failures = 0;
        for (long seed = 1; seed <= 8; seed++) {
            int operation = 0;
            boolean failed = true;
            while (failed) {
                operation++;
                failed = runWithFailure(seed, operation);
                failures++;
            }
        }
        assertTrue(failures > 400, "only " + failures + " operations were failed");
    }

    @Test
    void shouldKeepEverythingAcknowledgedWhenCrashesFollowEachOther() {
        for (long seed = 1; seed <= 120; seed++) {
            MemoryDisk disk = new MemoryDisk(seed);
            Random random = new Random(seed);
            long acknowledged = 0;
            for (int crash = 0; crash < 6; crash++) {
                disk.failAt(1 + random.nextInt(120));
                acknowledged = Math.max(acknowledged, runUntilFailure(disk, seed, acknowledged));
                if (random.nextInt(3) == 0) {
                    disk.losePower();
                } else {
                    disk.restart();
                }
            }
            disk.losePower();
            checkRecovered(disk, seed, acknowledged, "seed " + seed);
        }
    }

    @Test
    void shouldStayFailedWhenForceHasFailedOnce() {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournal journal = Journals.open(disk);
        Journals.replay(journal, 1);
        Journals.append(journal, Journals.entry(1, 1, 100));
        disk.failAt(2);

        JournalFailedException failed = assertThrows(JournalFailedException.class, journal::commit);
        assertEquals(
                "segment 00000000000000000001.mj could not be written or forced at byte 4192", failed.getMessage());

        int operations = disk.operations();
        assertThrows(JournalFailedException.class, journal::commit);
        assertThrows(JournalFailedException.class, () -> journal.append(2, 0, 0, 0, ByteBuffer.allocate(0), 0));
        assertEquals(operations, disk.operations(), "a failed journal touches the disk no more");
        assertEquals(0, journal.durableSequence());
        journal.close();
        assertEquals(0, journal.durableSequence());
    }

    @Test
    void shouldFailWhenWriteMakesNoProgress() {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(disk), 3, 100);
        DiskFiles stuck = new StuckFiles(disk);
        LocalJournal journal = Journals.open(stuck);

        assertThrows(JournalFailedException.class, () -> Journals.replay(journal, 1));
    }

    /** Returns whether the nth operation existed. */
    private static boolean runWithFailure(long seed, int operation) {
        MemoryDisk disk = new MemoryDisk(seed * 31 + operation);
        disk.failAt(operation);
        long acknowledged = runUntilFailure(disk, seed, 0);
        boolean failed = disk.hasFailed();
        if (operation % 2 == 0) {
            disk.losePower();
        } else {
            disk.restart();
        }
        String where = "seed " + seed + ", operation " + operation;
        long recovered = checkRecovered(disk.copy(), seed, acknowledged, where);
        assertTrue(recovered >= acknowledged, where);

        long second = runUntilFailure(disk, seed, acknowledged);
        disk.losePower();
        checkRecovered(disk, seed, second, where + ", second run");
        return failed;
    }

    /** Recovers, appends a script of batches and returns the last acknowledged sequence. */
    private static long runUntilFailure(MemoryDisk disk, long seed, long acknowledgedBefore) {
        LocalJournal journal = Journals.open(disk);
        long acknowledged = acknowledgedBefore;
        Random random = new Random(seed);
        try {
            RecoveryOutcome outcome = Journals.replay(journal, 1).outcome();
            assertFalse(outcome instanceof Corrupt, "seed " + seed + ": " + outcome);
            acknowledged = Math.max(acknowledged, journal.durableSequence());
            for (int batch = 0; batch < SCRIPT_BATCHES; batch++) {
                int records = 1 + random.nextInt(4);
                for (int i = 0; i < records; i++) {
                    Journals.append(journal, Journals.entry(seed, journal.appendedSequence() + 1, MAX_BODY_BYTES));
                }
                journal.commit();
                acknowledged = journal.durableSequence();
                assertEquals(journal.appendedSequence(), acknowledged);
            }
            journal.close();
        } catch (JournalFailedException e) {
            assertTrue(disk.hasFailed(), "seed " + seed + ": failed without a fault, " + e);
            acknowledged = Math.max(acknowledged, journal.durableSequence());
        }
        return acknowledged;
    }

    private static long checkRecovered(MemoryDisk disk, long seed, long acknowledged, String where) {
        Replayed replayed = Journals.replay(disk);
        assertFalse(replayed.outcome() instanceof Corrupt, where + ": " + replayed.outcome());
        List<Entry> expected = new ArrayList<>();
        for (int i = 1; i <= replayed.entries().size(); i++) {
            expected.add(Journals.entry(seed, i, MAX_BODY_BYTES));
        }
        assertEquals(expected, replayed.entries(), where);
        assertTrue(
                expected.size() >= acknowledged, where + ": acknowledged " + acknowledged + " of " + expected.size());
        return expected.size();
    }
}
