package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.RecoveryOutcome.Clean;
import org.medsettle.journal.RecoveryOutcome.TornTail;

/** Offline reading shows where each command lies and changes nothing. */
@ThreadConfined(Threads.CALLER)
class JournalReaderTest {
    @Test
    void shouldShowFileAndOffsetOfEachCommand() throws Exception {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(disk), 300, 1000);
        Set<String> places = new HashSet<>();
        Set<String> files = new HashSet<>();

        Clean clean = assertInstanceOf(Clean.class, new JournalReader(disk).read(1, found -> {
                    assertTrue(SegmentDescriptor.firstSequence(found.file()) <= found.sequence());
                    assertTrue(found.offset() >= SegmentDescriptor.HEADER_BYTES && found.offset() % 8 == 0);
                    places.add(found.file() + ":" + found.offset());
                    files.add(found.file());
                }));

        assertEquals(300, places.size());
        assertTrue(files.size() >= 3);
        assertEquals(300, clean.lastSequence());
        assertEquals(300, clean.records());
        assertEquals(32, clean.batches());
    }

    @Test
    void shouldReportTornTailWithoutRepairingIt() throws Exception {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(disk), 5, 100);
        byte[] bytes = disk.bytes(SegmentDescriptor.fileName(1));
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        bytes[last] = 0;
        byte[] before = bytes.clone();

        RecoveryOutcome outcome = new JournalReader(disk).read(1, found -> {});

        assertEquals(5, assertInstanceOf(TornTail.class, outcome).lastSequence());
        assertEquals(Journals.hex(before), Journals.hex(disk.bytes(SegmentDescriptor.fileName(1))));
    }

    @Test
    void shouldThrowWhenDiskRefusesToRead() {
        for (int operation = 1; operation <= 5; operation++) {
            MemoryDisk disk = new MemoryDisk(1);
            LocalJournalTest.write(Journals.open(disk), 5, 100);
            disk.failAt(operation);

            assertThrows(IOException.class, () -> new JournalReader(disk).read(1, found -> {}));
        }
    }
}
