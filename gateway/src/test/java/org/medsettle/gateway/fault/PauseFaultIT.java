package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * SIGSTOP and SIGCONT under load, which is what a long collection, a paused virtual machine or a busy host looks like. The
 * paused node keeps its directory, goes on where it was, and loses no request.
 */
class PauseFaultIT {
    private static final int ROUNDS = 3 * NodeUnderLoad.FACTOR;
    private static final int MOST_SETTLEMENTS = 500;

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnAfterPausesAndKeepItsDirectoryMeanwhile() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        Machine.needs("kill");
        try (FaultTable.Run run = FaultTable.begin("SIGSTOP, SIGCONT under load");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 500, seed, false)) {
            node.start(List.of());
            String pid = Long.toString(node.pid());
            for (int round = 1; round <= ROUNDS; round++) {
                node.await(node.load(1 + random.nextInt(MOST_SETTLEMENTS)));
                CompletableFuture<Void> more = node.load(200);
                Shell.run("kill", "-STOP", pid);
                if (round == 1) {
                    String second = node.startSecond();
                    assertTrue(second.startsWith("1 ") && second.contains("in use by another process"), second);
                } else {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(1_500)));
                }
                Shell.run("kill", "-CONT", pid);
                node.await(more);
                run.audited(node.audit(), "seed " + seed + ", round " + round);
            }
            assertEquals(0, node.unanswered(), "requests lost in a pause");
            OfflineBooks.check(node, data, directory);
        }
    }
}
