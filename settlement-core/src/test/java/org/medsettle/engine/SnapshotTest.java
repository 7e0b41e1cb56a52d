package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ResultCode;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalConfig;
import org.medsettle.snapshot.SnapshotInfo;

/** An engine takes snapshots while it settles, starts from the newest good one, and lets old ones go. */
class SnapshotTest {
    private static final int PERSONS = 200;
    private static final JournalConfig SHORT = new JournalConfig(192 << 10, 80 << 10, 10_000_000_000L);

    @TempDir
    Path directory;

    private long keys;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(directory.resolve("journal"));
        Files.createDirectories(directory.resolve("snapshot"));
    }

    @Test
    void shouldStartFromASnapshotAndTheJournalBehindIt() throws Exception {
        long digest;
        SnapshotInfo info;
        try (TestNode node = TestNode.withSnapshots(directory)) {
            node.populate(PERSONS, 1_000_000);
            settle(node, 500);
            info = take(node);
            settle(node, 300);
            digest = node.figure(Figure.STATE_DIGEST);
        }
        try (TestNode node = TestNode.withSnapshots(directory)) {
            assertEquals(info, node.engine.startedFrom());
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
            settle(node, 1);
            assertEquals(801, node.figure(Figure.SETTLEMENTS));
        }
    }

    /** Asked again in the very moment of the answer, which is when the next one used to be given the one before. */
    @Test
    void shouldTakeTheNextSnapshotAfterAnyFailure() throws Exception {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        CountDownLatch listening = new CountDownLatch(1);
        DiskFiles files = new ForwardingFiles(new PathFiles(directory.resolve("snapshot"))) {
            @Override
            public DiskFile create(String name) throws IOException {
                if (isBroken.get()) {
                    awaitQuietly(listening);
                    throw new OutOfMemoryError("no direct memory, say");
                }
                return super.create(name);
            }
        };
        try (TestNode node = TestNode.withSnapshots(directory, files)) {
            node.populate(PERSONS, 1_000_000);
            CompletableFuture<SnapshotInfo> failed = node.engine.snapshot();
            CompletableFuture<SnapshotInfo> next = failed.handle((none, failure) -> {
                        isBroken.set(false);
                        return node.engine.snapshot();
                    })
                    .thenCompose(asked -> asked);
            listening.countDown();

            ExecutionException why = assertThrows(ExecutionException.class, () -> failed.get(10, TimeUnit.SECONDS));
            assertEquals(OutOfMemoryError.class, why.getCause().getClass());
            assertTrue(next.get(20, TimeUnit.SECONDS).sequence() > 0);
        }
    }

    @Test
    void shouldBeginNoSnapshotThatTheDiskHasNoRoomFor() throws Exception {
        AtomicLong spare = new AtomicLong(Long.MAX_VALUE);
        try (TestNode node = TestNode.withSnapshots(directory, spare::get)) {
            node.populate(PERSONS, 1_000_000);
            long bytes = take(node).fileBytes();
            settle(node, 10);
            spare.set(bytes - 1);

            ExecutionException why = assertThrows(
                    ExecutionException.class, () -> node.engine.snapshot().get(10, TimeUnit.SECONDS));

            assertTrue(why.getMessage().contains("needs about " + bytes + " bytes"), why.getMessage());
            assertEquals(1, snapshots().size());
            settle(node, 10);
            spare.set(bytes);
            assertTrue(take(node).fileBytes() >= bytes);
        }
    }

    @Test
    void shouldTakeSnapshotsWhileItSettles() throws Exception {
        long digest;
        try (TestNode node = TestNode.withSnapshots(directory)) {
            node.populate(PERSONS, 1_000_000);
            for (int i = 0; i < 5; i++) {
                var taken = node.engine.snapshot();
                while (!taken.isDone()) {
                    settle(node, 20);
                }
                assertTrue(taken.get().sequence() > 0);
            }
            digest = node.figure(Figure.STATE_DIGEST);
        }
        assertEquals(2, snapshots().size());
        try (TestNode node = TestNode.withSnapshots(directory)) {
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
        }
    }

    @Test
    void shouldTakeASecondSnapshotWhereNothingHasHappenedSince() throws Exception {
        try (TestNode node = TestNode.withSnapshots(directory)) {
            node.populate(PERSONS, 1_000_000);

            assertEquals(take(node).sequence(), take(node).sequence());

            assertEquals(1, snapshots().size());
        }
    }

    @Test
    void shouldFallBackToTheSnapshotBeforeADamagedOne() throws Exception {
        long digest = nodeWithTwoSnapshots();
        List<Path> snapshots = snapshots();
        flip(snapshots.get(1), Files.size(snapshots.get(1)) / 2);

        try (TestNode node = TestNode.withSnapshots(directory)) {
            SnapshotInfo from = node.engine.startedFrom();
            assertNotNull(from);
            assertEquals(snapshots.get(0).getFileName().toString(), from.fileName());
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
        }
    }

    @Test
    void shouldReplayEverythingWhenNoSnapshotIsGoodAndTheJournalIsWhole() throws Exception {
        long digest = nodeWithTwoSnapshots();
        for (Path snapshot : snapshots()) {
            flip(snapshot, 5_000);
        }

        try (TestNode node = TestNode.withSnapshots(directory)) {
            assertNull(node.engine.startedFrom());
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
        }
    }

    @Test
    void shouldRefuseASnapshotOfAnotherHistory() throws Exception {
        nodeWithTwoSnapshots();
        try (Stream<Path> segments = Files.list(directory.resolve("journal"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        Path kept = Files.createTempDirectory("kept");
        for (Path snapshot : snapshots()) {
            Files.move(snapshot, kept.resolve(snapshot.getFileName()));
        }
        try (TestNode other = TestNode.withSnapshots(directory)) {
            other.populate(PERSONS, 5_000_000);
            settle(other, 900);
        }
        try (Stream<Path> all = Files.list(kept)) {
            for (Path snapshot : all.toList()) {
                Files.move(snapshot, directory.resolve("snapshot").resolve(snapshot.getFileName()));
            }
        }

        RecoveryRefusedException refused =
                assertThrows(RecoveryRefusedException.class, () -> TestNode.withSnapshots(directory));

        assertTrue(String.valueOf(refused.getMessage()).contains("another history"), refused.getMessage());
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeTheSnapshot() throws Exception {
        nodeWithTwoSnapshots();
        try (Stream<Path> segments = Files.list(directory.resolve("journal"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }

        assertThrows(RecoveryRefusedException.class, () -> TestNode.withSnapshots(directory));
    }

    @Test
    void shouldNotReadButDeleteAHalfWrittenSnapshot() throws Exception {
        long digest = nodeWithTwoSnapshots();
        Path newest = snapshots().get(1);
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(directory.resolve("snapshot/snapshot.writing"), bytes);
        Files.write(newest, java.util.Arrays.copyOf(bytes, bytes.length - 1_000));

        try (TestNode node = TestNode.withSnapshots(directory)) {
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
            assertFalse(Files.exists(directory.resolve("snapshot/snapshot.writing")));
            take(node);
        }
    }

    @Test
    void shouldLetTheJournalBeforeTheOlderSnapshotGo() throws Exception {
        long digest = nodeWithShortSegments(SnapshotConfig.ON_REQUEST);
        assertEquals(2, snapshots().size());
        assertFalse(Files.exists(directory.resolve("journal/00000000000000000001.mj")));

        try (TestNode node = TestNode.withSnapshots(directory, SHORT, SnapshotConfig.ON_REQUEST)) {
            assertEquals(digest, node.figure(Figure.STATE_DIGEST));
        }
        flip(snapshots().get(1), 5_000);
        try (TestNode node = TestNode.withSnapshots(directory, SHORT, SnapshotConfig.ON_REQUEST)) {
            assertEquals(digest, node.figure(Figure.STATE_DIGEST), "from the older snapshot");
        }
        flip(snapshots().get(0), 5_000);
        assertThrows(
                RecoveryRefusedException.class,
                () -> TestNode.withSnapshots(directory, SHORT, SnapshotConfig.ON_REQUEST));
    }

    @Test
    void shouldTakeOneAfterSoMuchJournal() throws Exception {
        nodeWithShortSegments(new SnapshotConfig(2, 0, 32 << 10, 0));

        assertTrue(snapshots().size() >= 2);
    }

    @Test
    void shouldTakeOneAfterSoMuchTime() throws Exception {
        nodeWithShortSegments(new SnapshotConfig(2, 1_000_000, 0, 0));

        assertTrue(snapshots().size() >= 2);
    }

    /** Settles until segments have been let go: behind snapshots of its own, or behind those that are asked for here. */
    private long nodeWithShortSegments(SnapshotConfig taking) throws Exception {
        try (TestNode node = TestNode.withSnapshots(directory, SHORT, taking)) {
            node.populate(PERSONS, 1_000_000);
            Path first = directory.resolve("journal/00000000000000000001.mj");
            Await.until("the first segment goes", () -> {
                settle(node, 100);
                if (taking == SnapshotConfig.ON_REQUEST) {
                    takeQuietly(node);
                }
                return !Files.exists(first);
            });
            return node.figure(Figure.STATE_DIGEST);
        }
    }

    private static void takeQuietly(TestNode node) {
        try {
            take(node);
        } catch (Exception e) {
            throw new AssertionError("a snapshot failed", e);
        }
    }

    private long nodeWithTwoSnapshots() throws Exception {
        try (TestNode node = TestNode.withSnapshots(directory)) {
            node.populate(PERSONS, 1_000_000);
            settle(node, 200);
            take(node);
            settle(node, 200);
            take(node);
            settle(node, 50);
            return node.figure(Figure.STATE_DIGEST);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static SnapshotInfo take(TestNode node) throws Exception {
        return node.engine.snapshot().get(20, TimeUnit.SECONDS);
    }

    private void settle(TestNode node, int count) {
        for (int i = 0; i < count; i++) {
            keys++;
            assertEquals(
                    ResultCode.OK,
                    node.ask(node.commands.settle(keys, (int) (keys % PERSONS), 100))
                            .code());
        }
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("snapshot"))) {
            return all.filter(file -> file.toString().endsWith(".ms")).sorted().toList();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x10;
        Files.write(file, bytes);
    }
}
