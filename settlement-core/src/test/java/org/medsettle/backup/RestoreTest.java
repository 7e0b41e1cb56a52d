package org.medsettle.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.engine.RecordedTraffic;
import org.medsettle.engine.SnapshotTraffic;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.journal.LogPosition;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.store.heap.HeapStores;

/** A restored directory is the ledger at the target, goes on from there, and leaves the backup as it was. */
class RestoreTest {
    private static final long NOW_MS = 1_790_100_000_000L;

    @TempDir
    Path directory;

    /** What the node said on its way. */
    private final List<Seen> seen = new ArrayList<>();

    private final List<SnapshotInfo> snapshots = new ArrayList<>();
    private long lastKey;

    @Test
    void shouldRestoreEverythingAndGoOn() throws Exception {
        record(2);
        Map<String, Integer> before = contents(backup());

        Restore.Done done = restore(RestoreTarget.EVERYTHING);

        Seen last = seen.get(seen.size() - 1);
        assertEquals(last.sequence(), done.sequence());
        assertEquals(last.digest(), done.verified().figures().get(Figure.STATE_DIGEST));
        assertEquals(0, done.commandsAfter());
        assertEquals(before, contents(backup()));
        goOn(last);
    }

    @Test
    void shouldRestoreToAnySequenceWithTheDigestOfThatSequence() throws Exception {
        record(4);
        for (int i = 0; i < seen.size(); i += 3) {
            Seen wanted = seen.get(i);

            Restore.Done done = Restore.run(
                    backup(),
                    directory.resolve("to-" + i),
                    new RestoreTarget.ToSequence(wanted.sequence()),
                    SnapshotTraffic::stores,
                    () -> NOW_MS);

            assertEquals(wanted.sequence(), done.sequence());
            assertEquals(wanted.digest(), done.verified().figures().get(Figure.STATE_DIGEST));
            assertEquals(seen.get(seen.size() - 1).sequence() - wanted.sequence(), done.commandsAfter());
        }
    }

    @Test
    void shouldGoOnFromTheTargetAsANewHistory() throws Exception {
        record(3);
        Seen wanted = seen.get(seen.size() / 2);
        restore(new RestoreTarget.ToSequence(wanted.sequence()));

        goOn(wanted);

        BackupException refused =
                assertThrows(BackupException.class, () -> Backup.run(restored(), backup(), () -> NOW_MS));
        assertTrue(refused.getMessage().contains("begin a backup in a new directory"), refused.getMessage());
        Backup.Done fresh = Backup.run(restored(), directory.resolve("backup-2"), () -> NOW_MS);
        assertTrue(fresh.sequence() > wanted.sequence());
    }

    @Test
    void shouldRestoreToATimeAndListWhatLiesBehindIt() throws Exception {
        record(3);
        Seen wanted = seen.get(seen.size() - 2);

        Restore.Done done = restore(new RestoreTarget.ToTime(wanted.timeMs()));

        assertEquals(wanted.sequence(), done.sequence());
        assertEquals(wanted.timeMs(), done.timeMs());
        assertEquals(wanted.digest(), done.verified().figures().get(Figure.STATE_DIGEST));
        assertTrue(done.afterByKind().contains("SETTLE "), done.afterByKind());
        List<String> lines = Files.readAllLines(restored().resolve(Restore.AFTER_FILE));
        assertEquals(done.commandsAfter(), lines.size());
        assertTrue(lines.get(0).startsWith((wanted.sequence() + 1) + " 2026-"), lines.get(0));
        assertTrue(lines.stream().allMatch(line -> line.contains("SETTLE") || line.contains("REVERSE")));
        assertTrue(lines.stream().noneMatch(line -> line.contains(RecordedTraffic.person(1))));
    }

    @Test
    void shouldListALittleAtOnce() throws Exception {
        record(1);
        Seen last = seen.get(seen.size() - 1);

        Restore.Done done = restore(new RestoreTarget.ToSequence(last.sequence() - 2));

        assertEquals(2, done.afterLines().size());
        assertEquals("", done.afterFile());
        assertFalse(Files.exists(restored().resolve(Restore.AFTER_FILE)));
    }

    @Test
    void shouldSayWhereTheBackupBeginsAndEnds() throws Exception {
        recordWithoutBeginning();
        long first =
                LogPosition.of(snapshots.get(snapshots.size() - 2).position()).sequence();
        long last = seen.get(seen.size() - 1).sequence();

        refused(new RestoreTarget.ToSequence(5), "begins with sequence " + first);
        refused(new RestoreTarget.ToTime(SnapshotTraffic.START_MS), "begins with sequence " + first);
        refused(new RestoreTarget.ToSequence(last + 1), "ends with sequence " + last);
        assertFalse(Files.exists(restored()));
        restore(new RestoreTarget.ToSequence(first));
    }

    @Test
    void shouldNameTheDamagedFileAndRestoreNothing() throws Exception {
        record(2);
        Map<Path, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(backup())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        String base = snapshots.get(snapshots.size() - 1).fileName();
        Path segment = lastSegment();
        for (Path damaged : List.of(backup().resolve("snapshot").resolve(base), segment)) {
            byte[] bytes = files.get(damaged).clone();
            bytes[4_300] ^= 1;
            Files.write(damaged, bytes);
            refused(RestoreTarget.EVERYTHING, String.valueOf(damaged.getFileName()));
            Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 4_096));
            refused(RestoreTarget.EVERYTHING, String.valueOf(damaged.getFileName()));
            Files.write(damaged, files.get(damaged));
        }
        Files.delete(segment);
        refused(RestoreTarget.EVERYTHING, String.valueOf(segment.getFileName()));
        Files.write(segment, files.get(segment));
        assertFalse(Files.exists(restored()));
        restore(RestoreTarget.EVERYTHING);
    }

    @Test
    void shouldRefuseADirectoryThatIsNotEmptyAndOneInsideTheBackup() throws Exception {
        record(1);
        Files.createDirectories(restored());
        Files.writeString(restored().resolve("a"), "a");

        refused(RestoreTarget.EVERYTHING, "is not empty");
        assertThrows(
                BackupException.class,
                () -> Restore.run(
                        backup(),
                        backup().resolve("new"),
                        RestoreTarget.EVERYTHING,
                        SnapshotTraffic::stores,
                        () -> NOW_MS));
    }

    @Test
    void shouldKeepNodesOffARestoreThatDidNotEnd() throws Exception {
        record(1);
        restore(RestoreTarget.EVERYTHING);
        Files.writeString(restored().resolve("RESTORING"), "");

        assertThrows(DataDirectoryException.class, () -> DataDirectory.open(restored()));
    }

    @Test
    void shouldRestoreAStoppedNodesOwnDirectoryWithoutSnapshots() {
        RecordedTraffic traffic = RecordedTraffic.into(data());

        Restore.Done done = Restore.run(data(), restored(), RestoreTarget.EVERYTHING, HeapStores::create, () -> NOW_MS);

        assertEquals(traffic.sequence(), done.sequence());
        assertEquals(traffic.digest(), done.verified().figures().get(Figure.STATE_DIGEST));
    }

    /** Rounds of settlements and reversals with a snapshot and a backup behind each; some more at the end. */
    private void record(int rounds) throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            Backup.run(data(), backup(), () -> NOW_MS); // without a snapshot a backup begins with the first command
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < 4; i++) {
                    settle(node, 60);
                }
                snapshots.add(node.snapshot());
                look(node);
                Backup.run(data(), backup(), () -> NOW_MS);
            }
            settle(node, 30);
            settle(node, 25);
            Backup.run(data(), backup(), () -> NOW_MS);
            lastKey = node.lastKey();
        }
    }

    /** As after the node has let its oldest segments go before the first backup. */
    private void recordWithoutBeginning() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            for (int round = 0; round < 4; round++) {
                settle(node, 250);
                snapshots.add(node.snapshot());
            }
            settle(node, 10);
            Backup.run(data(), backup(), () -> NOW_MS);
        }
    }

    private void settle(SnapshotTraffic node, int count) {
        node.settle(count);
        node.reverse(node.lastKey());
        look(node);
    }

    private void look(SnapshotTraffic node) {
        seen.add(new Seen(node.sequence(), node.digest(), node.nowMs(), node.settlements()));
    }

    private void goOn(Seen from) throws Exception {
        long digest;
        try (SnapshotTraffic node = SnapshotTraffic.resume(restored(), lastKey)) {
            assertEquals(from.digest(), node.digest());
            assertEquals(from.sequence(), node.sequence());
            node.settle(300);
            node.snapshot();
            node.settle(5);
            digest = node.digest();
        }
        try (SnapshotTraffic node = SnapshotTraffic.resume(restored(), lastKey + 1_000)) {
            assertEquals(digest, node.digest());
            assertEquals(from.settlements() + 305, node.settlements());
        }
    }

    private Restore.Done restore(RestoreTarget target) {
        return Restore.run(backup(), restored(), target, SnapshotTraffic::stores, () -> NOW_MS);
    }

    private void refused(RestoreTarget target, String words) {
        BackupException refused = assertThrows(BackupException.class, () -> restore(target));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    private Path lastSegment() throws IOException {
        try (Stream<Path> files = Files.list(backup().resolve("journal"))) {
            return files.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }

    private static Map<String, Integer> contents(Path path) throws IOException {
        Map<String, Integer> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path backup() {
        return directory.resolve("backup");
    }

    private Path restored() {
        return directory.resolve("restored");
    }

    /** Units: epoch milliseconds. */
    private record Seen(long sequence, long digest, long timeMs, long settlements) {}
}
