package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.engine.SnapshotTraffic;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.SegmentCatalog;
import org.medsettle.snapshot.SnapshotInfo;

/** Verification with snapshots: each is read, put back and compared with the replay; a journal may begin behind one. */
class SnapshotVerifyTest {
    @TempDir
    Path directory;

    private long sequence;
    private long digest;

    @Test
    void shouldCompareEverySnapshotWithTheReplayFromTheBeginning() throws Exception {
        run(1, 40, 40, 1);

        VerifyOutcome.Sound sound = sound();
        assertEquals(new VerifyOutcome.Scope(0, 2, 2, sound.scope().chainHead()), sound.scope());
        assertEquals(64, sound.scope().chainHead().length());
        assertEquals(sequence, sound.records());
        assertEquals(digest, sound.figures().get(Figure.STATE_DIGEST));
        assertTrue(sound.describe().contains("replayed from the first command; 2 snapshots read, 2 compared"));
    }

    @Test
    void shouldStartFromTheOldestSnapshotWhenTheJournalBeginsBehindIt() throws Exception {
        List<SnapshotInfo> infos = run(400, 300, 300, 30);
        assertTrue(new SegmentCatalog(new PathFiles(directory.resolve("journal"))).firstSequence() > 1);

        Map<String, Integer> before = DirectoryContents.of(directory);
        VerifyOutcome.Sound sound = sound();
        assertEquals(infos.get(1).sequence(), sound.scope().baseSequence());
        assertEquals(2, sound.scope().compared());
        assertEquals(sequence - infos.get(1).sequence(), sound.records());
        assertEquals(digest, sound.figures().get(Figure.STATE_DIGEST));
        assertEquals(before, DirectoryContents.of(directory));
    }

    @Test
    void shouldShowAJournalFromWhereItBegins() throws Exception {
        run(400, 300, 300, 30);
        long first = new SegmentCatalog(new PathFiles(directory.resolve("journal"))).firstSequence();

        List<String> lines = new ArrayList<>();
        JournalInspector.Done done = JournalInspector.inspect(directory, new InspectQuery(1, 3, "", ""), lines::add);
        assertEquals(new JournalInspector.Done(3, first, ""), done);
        assertTrue(lines.get(0).startsWith(first + " 2026-"), lines.get(0));
    }

    @Test
    void shouldNameADamagedSnapshotAndSayThatTheRestIsSound() throws Exception {
        List<SnapshotInfo> infos = run(1, 40, 40, 1);
        flip(infos.get(2).fileName(), 5_000);

        VerifyOutcome.BadSnapshot bad = assertInstanceOf(VerifyOutcome.BadSnapshot.class, verify());
        assertTrue(bad.describe()
                .startsWith("bad snapshot: snapshot " + infos.get(2).fileName() + ", offset 4096: "));
        assertTrue(bad.describe().contains("everything else is sound up to sequence " + sequence), bad.describe());
        assertTrue(bad.advice().startsWith("a start passes it over"));
    }

    @Test
    void shouldStartFromTheNextSnapshotWhenTheOldestIsDamaged() throws Exception {
        List<SnapshotInfo> infos = run(400, 300, 300, 30);
        flip(infos.get(1).fileName(), infos.get(1).fileBytes() - 300);

        VerifyOutcome.BadSnapshot bad = assertInstanceOf(VerifyOutcome.BadSnapshot.class, verify());
        VerifyOutcome.Sound rest = assertInstanceOf(VerifyOutcome.Sound.class, bad.rest());
        assertEquals(infos.get(2).sequence(), rest.scope().baseSequence());
    }

    @Test
    void shouldNameTheBeginningOfTheJournalWhenNoSnapshotLeadsToIt() throws Exception {
        List<SnapshotInfo> infos = run(400, 300, 300, 30);
        Files.delete(directory.resolve("snapshot").resolve(infos.get(1).fileName()));
        Files.delete(directory.resolve("snapshot").resolve(infos.get(2).fileName()));

        VerifyOutcome.BadRecord bad = assertInstanceOf(VerifyOutcome.BadRecord.class, verify());
        assertEquals(0, bad.offset());
        assertTrue(bad.what().contains("no good snapshot leads to it"), bad.what());
    }

    @Test
    void shouldNameASnapshotOfAnotherHistory(@TempDir Path other) throws Exception {
        List<SnapshotInfo> infos = run(1, 40, 40, 1);
        SnapshotInfo foreign;
        try (SnapshotTraffic traffic = SnapshotTraffic.fresh(other)) {
            traffic.settle(1);
            traffic.reverse(1);
            traffic.settle(50);
            foreign = traffic.snapshot();
        }
        Files.copy(
                other.resolve("snapshot").resolve(foreign.fileName()),
                directory.resolve("snapshot").resolve(foreign.fileName()));

        VerifyOutcome.BadSnapshot bad = assertInstanceOf(VerifyOutcome.BadSnapshot.class, verify());
        assertTrue(bad.what().startsWith("snapshot " + foreign.fileName() + ", offset "), bad.what());
        assertTrue(bad.what().contains("another history"), bad.what());
        assertTrue(infos.get(1).sequence() != foreign.sequence());
    }

    @Test
    void shouldNameTheSnapshotThatTheJournalDoesNotReach() throws Exception {
        List<SnapshotInfo> infos = run(1, 40, 40, 1);
        try (Stream<Path> segments = Files.list(directory.resolve("journal"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }

        VerifyOutcome.BadSnapshot bad = assertInstanceOf(VerifyOutcome.BadSnapshot.class, verify());
        assertTrue(bad.what().startsWith("snapshot " + infos.get(1).fileName()), bad.what());
    }

    @Test
    void shouldNameTheBadRecordBehindASnapshot() throws Exception {
        run(400, 300, 300, 30);
        Path segment = directory
                .resolve("journal")
                .resolve(new SegmentCatalog(new PathFiles(directory.resolve("journal")))
                        .segments()
                        .get(1)
                        .name());
        flip(segment, 4_096 + 200);

        VerifyOutcome.BadRecord bad = assertInstanceOf(VerifyOutcome.BadRecord.class, verify());
        assertEquals(String.valueOf(segment.getFileName()), bad.file());
    }

    /** Three rounds of settlements with a snapshot behind each, and some more. */
    private List<SnapshotInfo> run(int first, int second, int third, int rest) throws Exception {
        List<SnapshotInfo> infos = new ArrayList<>();
        try (SnapshotTraffic traffic = SnapshotTraffic.fresh(directory)) {
            for (int count : new int[] {first, second, third}) {
                traffic.settle(count);
                infos.add(traffic.snapshot());
            }
            traffic.settle(rest);
            sequence = traffic.sequence();
            digest = traffic.digest();
        }
        return infos;
    }

    private VerifyOutcome.Sound sound() {
        VerifyOutcome outcome = verify();
        return assertInstanceOf(VerifyOutcome.Sound.class, outcome, outcome::describe);
    }

    private VerifyOutcome verify() {
        return JournalVerifier.verify(directory, SnapshotTraffic::stores);
    }

    private void flip(String snapshot, long offset) throws IOException {
        flip(directory.resolve("snapshot").resolve(snapshot), offset);
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 4;
        Files.write(file, bytes);
    }
}
