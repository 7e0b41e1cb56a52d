package org.medsettle.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.audit.JournalVerifier;
import org.medsettle.audit.VerifyOutcome;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.engine.SnapshotTraffic;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.files.PathFiles;
import org.medsettle.files.Sha256;
import org.medsettle.snapshot.SnapshotInfo;

/** A backup of a running node is whole, grows by what is new, and is never left half. */
class BackupTest {
    private static final long NOW_MS = 1_790_100_000_000L;

    @TempDir
    Path directory;

    @Test
    void shouldCopyARunningNodeAndHoldWhatItHasAcknowledged() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(400);
            node.snapshot();
            node.settle(50);

            Backup.Done done = backup();

            assertEquals(node.sequence(), done.sequence());
            assertEquals(node.nowMs(), done.timeMs());
            assertEquals(List.of(), done.remarks());
            VerifyOutcome.Sound sound = verify();
            assertEquals(node.digest(), sound.figures().get(Figure.STATE_DIGEST));
            assertEquals(done.chainHead(), sound.scope().chainHead());
        }
    }

    @Test
    void shouldAddOnlyWhatIsNew() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(600);
            node.snapshot();
            node.settle(300);
            backup();
            Map<String, Object> before = identities();

            Backup.Done again = backup();
            assertEquals(0, again.filesCopied());
            assertEquals(before, identities());

            node.settle(300);
            node.snapshot();
            node.settle(10);
            Backup.Done more = backup();
            Map<String, Object> after = identities();
            assertTrue(more.filesCopied() < after.size(), more::toString);
            assertEquals(node.sequence(), more.sequence());
            assertEquals(node.digest(), verify().figures().get(Figure.STATE_DIGEST));
            before.keySet().forEach(file -> assertTrue(after.containsKey(file), file));
        }
    }

    @Test
    void shouldKeepHistoryThatTheNodeHasLetGo() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            backup(); // without a snapshot it begins with the first command
            for (int i = 0; i < 5; i++) {
                node.settle(250);
                node.snapshot();
                backup();
            }
            assertFalse(Files.exists(data().resolve("journal/00000000000000000001.mj")));
            assertTrue(Files.exists(target().resolve("journal/00000000000000000001.mj")));
            VerifyOutcome.Sound sound = verify();
            assertEquals(0, sound.scope().baseSequence());
            assertEquals(node.digest(), sound.figures().get(Figure.STATE_DIGEST));
        }
    }

    @Test
    void shouldAskForANewDirectoryWhenTheNodeHasLetTheJournalInBetweenGo() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(100);
            node.snapshot();
            backup();
            Map<String, Object> before = identities();
            for (int i = 0; i < 4; i++) {
                node.settle(250);
                node.snapshot();
            }

            BackupException refused = assertThrows(BackupException.class, this::backup);
            assertTrue(refused.getMessage().contains("begin a backup in a new directory"), refused.getMessage());
            before.forEach((file, identity) -> assertTrue(Files.exists(target().resolve(file)), file));
            verify();
        }
    }

    @Test
    void shouldRefuseToAddAnotherHistory() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(100);
            backup();
        }
        Path other = directory.resolve("other");
        try (SnapshotTraffic node = SnapshotTraffic.fresh(other)) {
            node.settle(1);
            node.reverse(1);
            node.settle(150);
        }

        BackupException refused = assertThrows(BackupException.class, () -> Backup.run(other, target(), () -> NOW_MS));
        assertTrue(refused.getMessage().contains("another history"), refused.getMessage());
        verify();
    }

    @Test
    void shouldPassADamagedSnapshotOverLoudly() throws Exception {
        List<SnapshotInfo> infos;
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(50);
            SnapshotInfo first = node.snapshot();
            node.settle(50);
            infos = List.of(first, node.snapshot());
            flip(data().resolve("snapshot").resolve(infos.get(1).fileName()), 6_000);

            Backup.Done done = backup();
            assertTrue(done.remarks().get(0).contains(infos.get(1).fileName() + " IS DAMAGED"), done::toString);
            assertFalse(Files.exists(
                    target().resolve("snapshot").resolve(infos.get(1).fileName())));
            assertEquals(node.digest(), verify().figures().get(Figure.STATE_DIGEST));
        }
    }

    @Test
    void shouldNameTheDamageInTheNodesJournal() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(300);
        }
        flip(data().resolve("journal/00000000000000000001.mj"), 9_000);

        BackupException refused = assertThrows(BackupException.class, this::backup);
        assertTrue(refused.getMessage().contains("00000000000000000001.mj"), refused.getMessage());
    }

    @Test
    void shouldLeaveNothingHalfAtAnyFailureOfTheTargetAndGoOnAfterwards() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(300);
            node.snapshot();
            node.settle(150);
            int failures = 0;
            for (int failAt = 1; failAt < 10_000; failAt += 1 + failAt / 2) {
                Path to = directory.resolve("full-" + failAt);
                FullDisk disk = new FullDisk(failAt);
                try {
                    Backup.run(data(), to, () -> NOW_MS, disk::folder);
                    break;
                } catch (BackupException full) {
                    failures++;
                    assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
                    for (String folder : List.of("journal", "snapshot")) {
                        for (String name : new PathFiles(to.resolve(folder)).list()) {
                            assertFalse(name.endsWith(FileCopy.SUFFIX), name);
                        }
                    }
                }
                Backup.Done done = Backup.run(data(), to, () -> NOW_MS);
                assertEquals(node.sequence(), done.sequence());
                assertSound(to, node.digest());
            }
            assertTrue(failures > 3, "failures seen: " + failures);
        }
    }

    @Test
    void shouldRepairNothingButSayWhenItsManifestIsDamaged() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(10);
            backup();
            flip(target().resolve("BACKUP"), 40);

            BackupException refused = assertThrows(BackupException.class, this::backup);
            assertTrue(refused.getMessage().contains("the manifest " + target().resolve("BACKUP") + " is damaged"));
        }
    }

    @Test
    void shouldRefuseATargetThatIsNoneAndASourceThatIsNone() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(1);
        }
        Files.createDirectories(target());
        Files.writeString(target().resolve("letter.txt"), "dear");

        assertThrows(BackupException.class, this::backup);
        assertThrows(BackupException.class, () -> Backup.run(data(), data().resolve("backup"), () -> NOW_MS));
        assertThrows(
                DataDirectoryException.class,
                () -> Backup.run(directory.resolve("nowhere"), directory.resolve("x"), () -> NOW_MS));
    }

    @Test
    void shouldGoOnWhereItsBeginningWasInterrupted() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(10);
            Files.createDirectories(target());
            Files.writeString(target().resolve("BACKUP.new"), "half a manifest");
            backup();
            Files.delete(target().resolve("FORMAT"));
            node.settle(10);
            backup();
            assertSound(target(), node.digest());
        }
    }

    @Test
    void shouldKeepNodesOffABackup() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(1);
            backup();
        }
        DataDirectoryException refused = assertThrows(DataDirectoryException.class, () -> DataDirectory.open(target()));
        assertTrue(String.valueOf(refused.getMessage()).contains("is a backup"));
    }

    @Test
    void shouldReadBackItsOwnManifest() throws Exception {
        try (SnapshotTraffic node = SnapshotTraffic.fresh(data())) {
            node.settle(300);
            node.snapshot();
            backup();
        }
        BackupManifest manifest = BackupManifest.read(target());
        assertNotNull(manifest);
        assertEquals(manifest, BackupManifest.parse(manifest.text()));
        for (BackupFile file : manifest.files()) {
            try (var opened = new PathFiles(target().resolve(file.folder())).open(file.name(), false)) {
                assertEquals(file.fileBytes(), opened.size());
                assertEquals(file.sha256(), Sha256.of(opened, file.usedBytes()));
            }
        }
    }

    private Backup.Done backup() {
        return Backup.run(data(), target(), () -> NOW_MS);
    }

    private VerifyOutcome.Sound verify() {
        VerifyOutcome outcome = JournalVerifier.verify(target(), SnapshotTraffic::stores);
        return assertInstanceOf(VerifyOutcome.Sound.class, outcome, outcome::describe);
    }

    private static void assertSound(Path backup, long digest) {
        VerifyOutcome outcome = JournalVerifier.verify(backup, SnapshotTraffic::stores);
        VerifyOutcome.Sound sound = assertInstanceOf(VerifyOutcome.Sound.class, outcome, outcome::describe);
        assertEquals(digest, sound.figures().get(Figure.STATE_DIGEST));
    }

    /** Files of the backup by path, with what tells one file from another that replaced it. */
    private Map<String, Object> identities() throws IOException {
        Map<String, Object> identities = new HashMap<>();
        for (String folder : List.of("journal", "snapshot")) {
            try (Stream<Path> files = Files.list(target().resolve(folder))) {
                for (Path file : files.toList()) {
                    identities.put(
                            target().relativize(file).toString(), String.valueOf(Files.getAttribute(file, "unix:ino")));
                }
            }
        }
        return identities;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path target() {
        return directory.resolve("backup");
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= 4;
        Files.write(file, bytes);
    }
}
