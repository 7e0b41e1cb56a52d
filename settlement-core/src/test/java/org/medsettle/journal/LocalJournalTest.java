package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.Journals.Entry;
import org.medsettle.journal.Journals.Replayed;
import org.medsettle.journal.RecoveryOutcome.Clean;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/** What goes in comes out, over rolls, restarts and real files. */
@ThreadConfined(Threads.CALLER)
class LocalJournalTest {
    private static final SyncListener NONE = SyncListener.NONE;

    @TempDir
    Path directory;

    @Test
    void shouldReplayEqualWhenBatchesAreRandom() {
        for (long seed = 1; seed <= 40; seed++) {
            MemoryDisk disk = new MemoryDisk(seed);
            disk.writeShortly();
            List<Entry> written = new ArrayList<>();
            Random random = new Random(seed);
            int runs = 1 + random.nextInt(4);
            for (int run = 0; run < runs; run++) {
                writeRun(disk, seed, random, written);
            }

            Replayed replayed = Journals.replay(disk);

            assertInstanceOf(Clean.class, replayed.outcome(), "seed " + seed);
            assertEquals(written, replayed.entries(), "seed " + seed);
        }
    }

    private static void writeRun(MemoryDisk disk, long seed, Random random, List<Entry> written) {
        LocalJournal journal = Journals.open(disk);
        assertEquals(written, Journals.replay(journal, 1).entries(), "seed " + seed);
        int maxBodyBytes = random.nextInt(4) == 0 ? RecordDescriptor.MAX_BODY_BYTES : 400;
        int batches = random.nextInt(60);
        for (int batch = 0; batch < batches; batch++) {
            int records = random.nextInt(8);
            for (int i = 0; i < records; i++) {
                Entry entry = Journals.entry(seed, written.size() + 1L, maxBodyBytes);
                Journals.append(journal, entry);
                written.add(entry);
            }
            journal.commit();
            assertEquals(written.size(), journal.durableSequence(), "seed " + seed);
        }
        if (random.nextBoolean()) {
            journal.close();
        }
    }

    @Test
    void shouldStartEmpty() {
        LocalJournal journal = Journals.open(new MemoryDisk(1));

        Replayed replayed = Journals.replay(journal, 1);

        assertEquals(new Clean(0, 0, 0), replayed.outcome());
        assertEquals(0, journal.appendedSequence());
        assertEquals(0, journal.durableSequence());
    }

    @Test
    void shouldNotClaimDurabilityBeforeCommit() {
        LocalJournal journal = Journals.open(new MemoryDisk(1));
        Journals.replay(journal, 1);

        Journals.append(journal, Journals.entry(1, 1, 50));

        assertEquals(1, journal.appendedSequence());
        assertEquals(0, journal.durableSequence());
        journal.commit();
        assertEquals(1, journal.durableSequence());
    }

    @Test
    void shouldNotForceWhenNothingIsAppended() {
        LocalJournal journal = Journals.open(new MemoryDisk(1));
        Journals.replay(journal, 1);
        long syncs = journal.counters().syncs();

        journal.commit();

        assertEquals(syncs, journal.counters().syncs());
    }

    @Test
    void shouldForceInPartsWhenBatchOutgrowsBuffer() {
        LocalJournal journal = Journals.open(new MemoryDisk(1));
        Journals.replay(journal, 1);
        for (int i = 1; i <= 5; i++) {
            journal.append(i, 7, 1, 1, ByteBuffer.allocate(40_000), 40_000);
        }

        assertEquals(4, journal.durableSequence());
        journal.commit();
        assertEquals(5, journal.durableSequence());
    }

    @Test
    void shouldReplayFromSequence() {
        MemoryDisk disk = new MemoryDisk(1);
        write(Journals.open(disk), 300, 900);

        for (long from : new long[] {1, 2, 57, 299, 300, 301}) {
            Replayed replayed = Journals.replay(Journals.open(disk.copy()), from);

            assertInstanceOf(Clean.class, replayed.outcome());
            assertEquals(300 - from + 1, replayed.entries().size());
        }
    }

    @Test
    void shouldReplayFromLaterSegmentWhenOlderOnesAreGone() {
        MemoryDisk disk = new MemoryDisk(1);
        write(Journals.open(disk), 300, 900);
        String oldest = SegmentDescriptor.fileName(1);
        disk.remove(oldest);

        Replayed fromSnapshot = Journals.replay(Journals.open(disk.copy()), 290);
        Corrupt fromStart = assertInstanceOf(
                Corrupt.class, Journals.replay(Journals.open(disk), 1).outcome());

        assertInstanceOf(Clean.class, fromSnapshot.outcome());
        assertEquals(11, fromSnapshot.entries().size());
        assertEquals(Damage.MISSING_SEGMENT, fromStart.damage());
    }

    @Test
    void shouldRefuseWhenJournalEndsBeforeSnapshot() {
        MemoryDisk disk = new MemoryDisk(1);
        write(Journals.open(disk), 10, 100);

        RecoveryOutcome outcome = Journals.replay(Journals.open(disk), 12).outcome();

        assertEquals(
                Damage.MISSING_SEGMENT, assertInstanceOf(Corrupt.class, outcome).damage());
    }

    @Test
    void shouldKeepTimeThatGoesBack() {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournal journal = Journals.open(disk);
        Journals.replay(journal, 1);
        journal.append(1, 2000, 1, 1, ByteBuffer.allocate(0), 0);
        journal.append(2, 1000, 1, 1, ByteBuffer.allocate(0), 0);
        journal.close();

        List<Entry> entries = Journals.replay(disk).entries();

        assertEquals(2000, entries.get(0).timeMs());
        assertEquals(1000, entries.get(1).timeMs());
    }

    @Test
    void shouldRefuseMisuse() {
        LocalJournal journal = Journals.open(new MemoryDisk(1));
        ByteBuffer body = ByteBuffer.allocate(1 << 17);
        assertThrows(IllegalStateException.class, () -> journal.append(1, 0, 0, 0, body, 0));
        Journals.replay(journal, 1);

        assertThrows(InvariantViolation.class, () -> journal.append(2, 0, 0, 0, body, 0));
        assertThrows(InvariantViolation.class, () -> journal.append(1, 0, 0x10000, 0, body, 0));
        assertThrows(InvariantViolation.class, () -> journal.append(1, 0, 0, -1, body, 0));
        assertThrows(InvariantViolation.class, () -> journal.append(1, 0, 0, 0, body, (1 << 16) + 1));
        assertThrows(InvariantViolation.class, () -> journal.append(1, 0, 0, 0, body, -1));
        assertThrows(InvariantViolation.class, () -> Journals.replay(journal, 1));
        journal.close();
        assertThrows(JournalFailedException.class, journal::commit);
    }

    @Test
    void shouldStartWhenLeftoversLieAround() {
        MemoryDisk disk = new MemoryDisk(1);
        write(Journals.open(disk), 5, 100);
        disk.put(SegmentDescriptor.PREPARED_NAME, new byte[5000]);
        disk.put("notes.txt", new byte[] {1});

        Replayed replayed = Journals.replay(disk);

        assertInstanceOf(Clean.class, replayed.outcome());
        assertEquals(5, replayed.entries().size());
    }

    @Test
    void shouldSurviveManyRestartsWithoutCommands() {
        MemoryDisk disk = new MemoryDisk(1);
        for (int i = 0; i < 200; i++) {
            LocalJournal journal = Journals.open(disk);
            assertInstanceOf(Clean.class, Journals.replay(journal, 1).outcome());
            journal.close();
        }
        LocalJournal journal = Journals.open(disk);
        Journals.replay(journal, 1);
        journal.append(1, 0, 1, 1, ByteBuffer.allocate(1 << 16), 1 << 16);
        journal.close();

        assertEquals(1, Journals.replay(disk).entries().size());
    }

    @Test
    void shouldGoOnWhenSizesChange() {
        MemoryDisk disk = new MemoryDisk(1);
        write(Journals.open(disk), 100, 900);
        JournalConfig larger = new JournalConfig(100 * 4096L, 300_000, 1_000_000_000L);
        LocalJournal journal = Journals.open(disk, larger, Journals.ID);
        Journals.replay(journal, 1);
        for (int i = 101; i <= 400; i++) {
            Journals.append(journal, Journals.entry(1, i, 3000));
        }
        journal.close();

        assertEquals(400, Journals.replay(disk).entries().size());
    }

    @Test
    void shouldRollOverRealFilesWhilePreparing() throws Exception {
        int[] heard = new int[2];
        SyncListener listener = (durationNs, records, bytes) -> {
            heard[0]++;
            heard[1] += records;
        };
        LocalJournal journal =
                LocalJournal.open(new PathFiles(directory), Journals.SMALL, Journals.ID, () -> 1, listener);
        write(journal, 2000, 700);
        JournalCounters counters = journal.counters();

        LocalJournal again = LocalJournal.open(new PathFiles(directory), Journals.SMALL, Journals.ID, () -> 1, NONE);
        Replayed replayed = Journals.replay(again, 1);
        again.close();

        assertInstanceOf(Clean.class, replayed.outcome());
        for (int i = 0; i < 2000; i++) {
            assertEquals(Journals.entry(1, i + 1L, 700), replayed.entries().get(i));
        }
        assertTrue(counters.rolls() > 5);
        assertEquals(2000, counters.recordsSynced());
        assertEquals(counters.syncs(), heard[0]);
        assertEquals(2000, heard[1]);
        assertEquals(Journals.SMALL.segmentBytes(), Files.size(directory.resolve(SegmentDescriptor.fileName(1))));
    }

    /** Writes commands 1 to {@code count} in batches of ten and stops cleanly. */
    static void write(LocalJournal journal, int count, int maxBodyBytes) {
        Journals.replay(journal, 1);
        for (int i = 1; i <= count; i++) {
            Journals.append(journal, Journals.entry(1, i, maxBodyBytes));
            if (i % 10 == 0) {
                journal.commit();
            }
        }
        journal.close();
    }
}
