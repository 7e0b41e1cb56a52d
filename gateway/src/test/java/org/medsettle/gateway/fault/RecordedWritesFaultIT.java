package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    private void wakeOnImages(NodeUnderLoad node, FaultTable.Run run, long from, long to, long seed) throws Exception {
        Random random = new Random(seed);
        int damaged = 0;
        Path durable = directory.resolve("durable.img");
        Path cutImage = directory.resolve("cut.img");
        Path mount = Files.createDirectories(directory.resolve("cut-mount"));
        try (WriteLog writes = WriteLog.read(log);
                RandomAccessFile prefix = new RandomAccessFile(durable.toFile(), "rw")) {
            prefix.setLength((long) MEGABYTES << 20);
            int applied = 0;
            int[] cuts = cuts(random, writes.countTo(from), writes.countTo(to));
            for (int i = 0; i < cuts.length; i++) {
                int flushed = writes.lastFlush(cuts[i]);
                writes.apply(applied, flushed, prefix);
                applied = flushed;
                Shell.run("cp", "--sparse=always", durable.toString(), cutImage.toString());
                try (RandomAccessFile cut = new RandomAccessFile(cutImage.toFile(), "rw")) {
                    damaged += writes.applySome(flushed, cuts[i], cut, random);
                }
                String where = "image " + i + ", cut at entry " + cuts[i] + " of " + writes.size() + ", seed " + seed;
                wakeOn(node, run, cutImage, mount, writes.position(cuts[i]), i % OFFLINE_ONE_IN == 0, where);
            }
            assertTrue(damaged > IMAGES / 2, "only " + damaged + " writes were left out or halved");
        }
    }

    /** Where the power goes, in ascending order. */
    private static int[] cuts(Random random, int from, int to) {
        int[] cuts = new int[IMAGES];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = from + 1 + random.nextInt(to - from);
        }
        Arrays.sort(cuts);
        return cuts;
    }

    private void wakeOn(
            NodeUnderLoad node,
            FaultTable.Run run,
            Path cutImage,
            Path mount,
            long cut,
            boolean isReadOffline,
            String where)
            throws Exception {
        try (LoopDisk disk = LoopDisk.of(cutImage, mount)) {
            Path data = disk.path().resolve("data");
            run.audited(node.auditCut(data, cut, "cut"), where);
            if (isReadOffline) {
                OfflineBooks.sound(data, directory);
            }
        } catch (IOException | RuntimeException failed) {
            throw new AssertionError(where, failed);
        }
    }
}
