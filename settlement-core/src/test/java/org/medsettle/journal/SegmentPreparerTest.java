package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;
import org.medsettle.files.PathFiles;

/** A full disk is an alarm while the current segment lasts, and ends the journal only when it is full too. */
@ThreadConfined(Threads.CALLER)
class SegmentPreparerTest {
    private static final long DEADLINE_NS = 20_000_000_000L;

    @TempDir
    Path directory;

    private final AtomicBoolean diskFull = new AtomicBoolean();

    @Test
    void shouldFillFileWithZeroes() throws Exception {
        SegmentPreparer preparer = new SegmentPreparer(new PathFiles(directory), 3 << 20);
        preparer.request();

        preparer.take(DEADLINE_NS).close();
        preparer.close();

        Path file = directory.resolve(SegmentDescriptor.PREPARED_NAME);
        assertEquals(3 << 20, Files.size(file));
        assertEquals(-1, Files.mismatch(file, Files.write(directory.resolve("zeroes"), new byte[3 << 20])));
    }

    @Test
    void shouldRaiseAlarmThenRecoverWhenSpaceIsFreed() throws Exception {
        SegmentPreparer preparer = new SegmentPreparer(new FullableFiles(), 1 << 16);
        diskFull.set(true);
        preparer.request();
        await(() -> preparer.state() == SupplyState.FAILING);
        assertFalse(
                Files.exists(directory.resolve(SegmentDescriptor.PREPARED_NAME)), "a failed file is not left behind");

        diskFull.set(false);
        await(() -> preparer.state() == SupplyState.READY);

        preparer.take(1).close();
        preparer.close();
    }

    @Test
    void shouldFailWhenNoSegmentIsReadyInTime() {
        SegmentPreparer preparer = new SegmentPreparer(new FullableFiles(), 1 << 16);
        diskFull.set(true);
        preparer.request();
        await(() -> preparer.state() == SupplyState.FAILING);

        JournalFailedException failure = assertThrows(JournalFailedException.class, () -> preparer.take(1_000_000));

        preparer.close();
        assertTrue(failure.getCause() instanceof IOException, "the reason is kept");
    }

    @Test
    void shouldAppendUntilSegmentIsFullThenFailWhenDiskIsFull() {
        JournalConfig config =
                new JournalConfig(Journals.SMALL.segmentBytes(), Journals.SMALL.batchBytes(), 1_500_000_000L);
        JournalParts parts =
                new JournalParts(new FullableFiles(), config, () -> 1, SyncListener.NONE, new JournalCounters());
        LocalJournal journal =
                new LocalJournal(parts, Journals.ID, () -> new SegmentPreparer(parts.files(), config.segmentBytes()));
        journal.replay(1, (sequence, timeMs, type, version, body, length) -> {});
        await(() -> journal.supplyState() == SupplyState.READY);
        diskFull.set(true);

        assertThrows(JournalFailedException.class, () -> appendForEver(journal));

        long durable = journal.durableSequence();
        assertTrue(durable >= 60, "durable " + durable);
        assertThrows(JournalFailedException.class, journal::commit);
        journal.close();
        diskFull.set(false);
        assertEquals(
                durable, Journals.replay(new PathFiles(directory)).entries().size());
    }

    private static void appendForEver(LocalJournal journal) {
        for (long sequence = 1; ; sequence++) {
            journal.append(sequence, 1, 1, 1, ByteBuffer.allocate(1000), 1000);
            journal.commit();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A real directory that can run out of space. */
    @ThreadConfined(Threads.CALLER)
    private final class FullableFiles extends ForwardingFiles {
        FullableFiles() {
            super(new PathFiles(directory));
        }

        @Override
        public DiskFile create(String name) throws IOException {
            DiskFile file = super.create(name);
            return diskFull.get() ? new FullFile(file) : file;
        }
    }

    /** A file that has no room. */
    private static final class FullFile extends ForwardingFile {
        FullFile(DiskFile file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
