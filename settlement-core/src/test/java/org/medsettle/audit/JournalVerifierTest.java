package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.engine.RecordedTraffic;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SyncListener;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/** Verification finds a sound directory sound, names what is wrong in a bad one, and changes neither. */
class JournalVerifierTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindARecordedNodeSoundOnHeapAndRealStores() throws IOException {
        RecordedTraffic traffic = RecordedTraffic.into(directory);

        Map<String, Integer> before = DirectoryContents.of(directory);
        for (VerifyOutcome outcome : List.of(
                JournalVerifier.verify(directory, HeapStores::create),
                JournalVerifier.verify(directory, () -> RealStores.create(StoreConfig.of(100, 64 << 20))))) {
            VerifyOutcome.Sound sound = assertInstanceOf(VerifyOutcome.Sound.class, outcome, outcome::describe);
            assertEquals(traffic.sequence(), sound.lastSequence());
            assertEquals(traffic.sequence(), sound.records());
            assertEquals(traffic.digest(), sound.figures().get(Figure.STATE_DIGEST));
            assertTrue(sound.describe().contains(HexFormat.of().toHexDigits(traffic.digest())));
            assertTrue(sound.describe().contains("balance_fen"));
        }
        assertEquals(before, DirectoryContents.of(directory));
    }

    @Test
    void shouldNameTheFirstBadRecordWhenAByteIsFlipped() throws IOException {
        RecordedTraffic traffic = RecordedTraffic.into(directory);
        Path segment = firstSegment();
        long offset = offsetOf(traffic.sequence() / 2) + 40;
        flip(segment, offset);

        Map<String, Integer> before = DirectoryContents.of(directory);
        VerifyOutcome.BadRecord bad =
                assertInstanceOf(VerifyOutcome.BadRecord.class, JournalVerifier.verify(directory, HeapStores::create));
        assertEquals(traffic.sequence() / 2, bad.sequence());
        assertEquals(String.valueOf(segment.getFileName()), bad.file());
        assertTrue(bad.offset() <= offset && bad.offset() > offset - 600, bad.describe());
        assertTrue(bad.describe().startsWith("bad record: sequence " + bad.sequence() + ", file "));
        assertEquals(before, DirectoryContents.of(directory));
    }

    @Test
    void shouldNameTheRecordThatThisVersionDoesNotKnow() {
        RecordedTraffic traffic = RecordedTraffic.into(directory);
        try (DataDirectory data = DataDirectory.open(directory);
                LocalJournal journal = LocalJournal.open(
                        new PathFiles(data.journal()),
                        JournalConfig.DEFAULT,
                        JournalId.random(),
                        () -> 0,
                        SyncListener.NONE)) {
            journal.replay(1, (sequence, timeMs, type, version, body, length) -> {});
            journal.append(traffic.sequence() + 1, 1, 99, 1, ByteBuffer.allocate(8), 8);
        }

        VerifyOutcome.BadRecord bad =
                assertInstanceOf(VerifyOutcome.BadRecord.class, JournalVerifier.verify(directory, HeapStores::create));
        assertEquals(traffic.sequence() + 1, bad.sequence());
        assertTrue(bad.offset() > 4_096);
        assertTrue(bad.what().contains("type 99"), bad.what());
    }

    @Test
    void shouldRefuseADirectoryInUse() {
        RecordedTraffic.into(directory);
        try (DataDirectory held = DataDirectory.open(directory)) {
            DataDirectoryException refused = assertThrows(
                    DataDirectoryException.class, () -> JournalVerifier.verify(held.path(), HeapStores::create));
            assertTrue(String.valueOf(refused.getMessage()).contains("is in use"));
        }
    }

    @Test
    void shouldRefuseWhatIsNoDataDirectoryAndMakeNoneOfIt() throws IOException {
        Map<String, Integer> before = DirectoryContents.of(directory);
        assertThrows(DataDirectoryException.class, () -> JournalVerifier.verify(directory, HeapStores::create));
        assertEquals(before, DirectoryContents.of(directory));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    private Path firstSegment() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".mj"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long offsetOf(long sequence) throws IOException {
        long[] offset = new long[1];
        new JournalReader(new PathFiles(directory.resolve("journal"))).read(1, command -> {
            if (command.sequence() == sequence) {
                offset[0] = command.offset();
            }
        });
        return offset[0];
    }

    private static void flip(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 4)).rewind();
            channel.write(one, offset);
        }
    }
}
