package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * SIGKILL at random points under load, again and again on one growing directory. After each restart every acknowledged
 * settlement must be there once, nothing unacknowledged twice, the books balanced; at the end the digest must be the
 * one that a second process computes from the journal alone, and every figure the one that the naive model comes to.
 */
class KillFaultIT {
    private static final int ROUNDS = 8 * NodeUnderLoad.FACTOR;
    private static final int PERSONS = 1_000;
    private static final int MOST_SETTLEMENTS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheBooksThroughManyKills() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("kill -9 under load");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, PERSONS, seed, false)) {
            node.start(List.of());
            for (int round = 1; round <= ROUNDS; round++) {
                CompletableFuture<Void> someTraffic = node.load(1 + random.nextInt(MOST_SETTLEMENTS));
                node.await(someTraffic);
                node.kill();
                node.start(List.of());
                run.audited(node.audit(), "seed " + seed + ", round " + round);
            }
            assertTrue(node.unanswered() > 0, "requests were in flight when the node was killed");
            OfflineBooks.check(node, data, directory);
        }
    }
}
