package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.PathFiles;

/** The journal thread makes no garbage: measured by the virtual machine's own count of bytes allocated. */
@ThreadConfined(Threads.CALLER)
class JournalAllocationTest {
    private static final int BATCHES = 200;
    private static final int RECORDS = 100;

    @TempDir
    Path directory;

    @Test
    void shouldNotAllocateWhenAppendingAndCommitting() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        JournalConfig config = new JournalConfig(64 << 20, 1 << 20, 20_000_000_000L);
        LocalJournal journal = LocalJournal.open(
                new PathFiles(directory), config, Journals.ID, () -> 1, (durationNs, records, bytes) -> {});
        journal.replay(1, (sequence, timeMs, type, version, body, length) -> {});
        ByteBuffer body = ByteBuffer.allocateDirect(200);
        write(journal, body);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        write(journal, body);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        journal.close();

        assertTrue(allocated < BATCHES * RECORDS / 10, allocated + " bytes for " + BATCHES * RECORDS + " appends");
    }

    private static void write(LocalJournal journal, ByteBuffer body) {
        long sequence = journal.appendedSequence();
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = 0; i < RECORDS; i++) {
                sequence++;
                journal.append(sequence, batch, 1, 1, body, 200);
            }
            journal.commit();
        }
    }
}
