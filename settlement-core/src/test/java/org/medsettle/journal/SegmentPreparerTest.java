package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
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
    private final class FullableFiles implements DiskFiles {
        private final PathFiles files = new PathFiles(directory);

        @Override
        public List<String> list() throws IOException {
            return files.list();
        }

        @Override
        public DiskFile open(String name, boolean writable) throws IOException {
            return files.open(name, writable);
        }

        @Override
        public DiskFile create(String name) throws IOException {
            DiskFile file = files.create(name);
            if (diskFull.get()) {
                return new FullFile(file);
            }
            return file;
        }

        @Override
        public void rename(String from, String to) throws IOException {
            files.rename(from, to);
        }

        @Override
        public void delete(String name) throws IOException {
            files.delete(name);
        }

        @Override
        public void forceDirectory() throws IOException {
            files.forceDirectory();
        }
    }

    /** A file that has no room. */
    private record FullFile(DiskFile file) implements DiskFile {
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
