package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * SIGKILL at random points under load, twenty times on one growing directory. After each restart every acknowledged
 * settlement must be there once, nothing unacknowledged twice, the books balanced; at the end the digest must be the
 * one that a second process computes from the journal alone, and every figure the one that the naive model comes to.
 */
class KillFaultIT {
    private static final int ROUNDS = 20;
    private static final int PERSONS = 2_000;
    private static final int MOST_SETTLEMENTS = 6_000;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepTheBooksThroughTwentyKills() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), PERSONS, seed, false)) {
            node.start(List.of());
            for (int round = 1; round <= ROUNDS; round++) {
                CompletableFuture<Void> someTraffic = node.load(1 + random.nextInt(MOST_SETTLEMENTS));
                node.await(someTraffic);
                node.kill();
                node.start(List.of());
                assertEquals(List.of(), node.audit(), "seed " + seed + ", round " + round);
            }
            Map<String, String> figures = node.digest();
            String digest = figures.remove("state_digest");
            assertTrue(node.unanswered() > 0, "requests were in flight when the node was killed");
            assertEquals(0, node.terminate(), "exit code after SIGTERM");

            String verified = node.verify();
            assertTrue(verified.startsWith("0 ") && verified.contains(digest), digest + " is not in: " + verified);
            assertEquals(
                    ModelFigures.of(directory.resolve("data"), directory.resolve("model.txt")),
                    figures,
                    "the node's figures, seed " + seed);
        }
    }
}
