package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** A disk that fills up under load: the node stops with a clear word, and nothing acknowledged is lost. Needs root. */
class FullDiskFaultIT {
    private static final int JOURNAL_FAILED = 70;
    private static final String SEGMENT = "data.segment_bytes=16777216";

    /** Enough for their import to fill a good part of the only segment that the disk has room for. */
    private static final int PERSONS = 10_000;

    @TempDir
    private Path directory;

    @Test
    void shouldStopAndLoseNothingWhenTheDiskIsFull() throws Exception {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=20m", "medsettle-test", disk.toString());
        try (NodeUnderLoad node = new NodeUnderLoad(directory, disk.resolve("data"), PERSONS, 3, false)) {
            node.start(List.of(), SEGMENT);
            node.load(Integer.MAX_VALUE);

            assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
            assertTrue(node.output().contains("No space left"), node.output());
            run("mount", "-o", "remount,size=200m", disk.toString());
            node.start(List.of(), SEGMENT);
            assertEquals(List.of(), node.audit());
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + said);
    }
}
