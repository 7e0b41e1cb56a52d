package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * Every block that a node under load writes is recorded, with every flush. At random moments of the record the power goes: the
 * disk then holds everything in front of the last flush, and of what came after it any part, in any order, some writes
 * halved. From each such disk a node must come up, with everything that had been answered by that moment.
 */
class RecordedWritesFaultIT {
    private static final int IMAGES = 40 * NodeUnderLoad.FACTOR;
    /** Of so many images one is also read by {@code medsettle verify} and the naive model. */
    private static final int OFFLINE_ONE_IN = 10;

    /** Of so many images one may have kept all that was not flushed. */
    private static final int UNHURT_ONE_IN = 4;

    private static final int AT_ONCE = 2;
    private static final int MEGABYTES = 96;
    private static final int SETTLEMENTS = 600;

    @TempDir
    private Path directory;

    private Path image;
    private Path log;

    @Test
    void shouldComeUpWithEverythingAnsweredFromAnyDiskThatALossOfPowerLeaves() throws Exception {
        long seed = System.nanoTime();
        image = directory.resolve("recorded.img");
        log = directory.resolve("writes.log");
        Path plugin = directory.resolve("recorded-disk.py");
        try (var source = RecordedWritesFaultIT.class.getResourceAsStream("/fault/recorded-disk.py")) {
            Files.copy(source, plugin);
        }
        try (FaultTable.Run run = FaultTable.begin("recorded writes, cut and reordered")) {
            List<String> arguments = List.of("python", plugin.toString(), "image=" + image, "log=" + log);
            try (NbdDisk nbd = NbdDisk.make(directory, image, MEGABYTES, arguments)) {
                record(nbd, run, seed);
            }
        }
    }

    private void record(NbdDisk nbd, FaultTable.Run run, long seed) throws Exception {
        Path data = nbd.disk().path().resolve("data");
        try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, seed, false)) {
            node.start(List.of(), "data.segment_bytes=16777216", "data.reserve_bytes=0");
            long from = position();
            node.noteAnswers(this::position);
            node.await(node.load(SETTLEMENTS));
            long to = position();
            node.rest();
            assertEquals(0, node.terminate());
            nbd.close();
            wakeOnImages(node, run, from, to, seed);
        }
    }

    private long position() {
        return log.toFile().length();
    }

    /** Makes the images one after the other, and wakes nodes on {@link #AT_ONCE} of them at a time. */
    private void wakeOnImages(NodeUnderLoad node, FaultTable.Run run, long from, long to, long seed) throws Exception {
        Random random = new Random(seed);
        int damaged = 0;
        Path durable = directory.resolve("durable.img");
        ExecutorService wakers = Executors.newFixedThreadPool(AT_ONCE);
        try (WriteLog writes = WriteLog.read(log);
                RandomAccessFile prefix = new RandomAccessFile(durable.toFile(), "rw")) {
            prefix.setLength((long) MEGABYTES << 20);
            int applied = 0;
            int[] cuts = cuts(random, writes, writes.countTo(from), writes.countTo(to));
            List<Future<?>> places =
                    new ArrayList<>(Collections.nCopies(AT_ONCE, CompletableFuture.completedFuture(0)));
            for (int i = 0; i < cuts.length; i++) {
                int place = i % AT_ONCE;
                places.get(place).get();
                int flushed = writes.lastFlush(cuts[i]);
                writes.apply(applied, flushed, prefix);
                applied = flushed;
                Path room = Files.createDirectories(directory.resolve("cut-" + place));
                Shell.run(
                        "cp", "--sparse=always", durable.toString(), image(room).toString());
                try (RandomAccessFile cut = new RandomAccessFile(image(room).toFile(), "rw")) {
                    damaged += writes.applySome(flushed, cuts[i], cut, random, i % UNHURT_ONE_IN == 0 ? 0 : 1);
                }
                String where = "image " + i + ", cut at entry " + cuts[i] + " of " + writes.size() + ", seed " + seed;
                long cutAt = writes.position(cuts[i]);
                boolean isReadOffline = i % OFFLINE_ONE_IN == 0;
                places.set(place, wakers.submit(() -> {
                    wakeOn(node, run, room, cutAt, isReadOffline, where);
                    return where;
                }));
            }
            for (Future<?> last : places) {
                last.get();
            }
            assertTrue(damaged > IMAGES / 2, "only " + damaged + " writes were left out or halved");
        } finally {
            wakers.shutdown(); // not at once: what is mounted must be taken away
            wakers.awaitTermination(NodeUnderLoad.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Path image(Path room) {
        return room.resolve("cut.img");
    }

    /** Where the power goes, in ascending order: behind a write that no flush has followed yet. */
    private static int[] cuts(Random random, WriteLog writes, int from, int to) {
        int[] cuts = new int[IMAGES];
        for (int i = 0; i < cuts.length; i++) {
            do {
                cuts[i] = from + 1 + random.nextInt(to - from);
            } while (writes.isFlush(cuts[i] - 1));
        }
        Arrays.sort(cuts);
        return cuts;
    }

    private void wakeOn(
            NodeUnderLoad node, FaultTable.Run run, Path room, long cut, boolean isReadOffline, String where)
            throws Exception {
        try (LoopDisk disk = LoopDisk.of(image(room), Files.createDirectories(room.resolve("mount")))) {
            Path data = disk.path().resolve("data");
            run.audited(node.auditCut(data, cut, room.getFileName().toString()), where);
            if (isReadOffline) {
                OfflineBooks.sound(data, room);
            }
        } catch (IOException | RuntimeException failed) {
            throw new AssertionError(where, failed);
        }
    }
}
