package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * Loss of power under load, on real file systems in a loop device: the file system is shut down, which throws away everything
 * that was not forced, mounted again, and the node started on what is left. The first loss hits a directory that is some
 * seconds old, so that its own entries are at stake too.
 */
class PowerLossFaultIT {
    private static final int ROUNDS = 4 * NodeUnderLoad.FACTOR;
    private static final int JOURNAL_FAILED = 70;
    private static final int MOST_SETTLEMENTS = 800;
    private static final String SEGMENT = "data.segment_bytes=16777216";
    private static final String NO_RESERVE = "data.reserve_bytes=0";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldKeepEverythingAcknowledgedWhenThePowerGoes(LoopDisk.Kind kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String fault = "power loss, " + kind.name().toLowerCase(Locale.ROOT);
        try (FaultTable.Run run = FaultTable.begin(fault);
                LoopDisk disk = LoopDisk.make(directory, kind)) {
            Path data = disk.path().resolve("data");
            try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 500, seed, false)) {
                node.start(List.of(), SEGMENT, NO_RESERVE);
                for (int round = 1; round <= ROUNDS; round++) {
                    node.await(node.load(1 + random.nextInt(MOST_SETTLEMENTS)));

                    disk.losePower();

                    assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
                    disk.remount();
                    node.start(List.of(), SEGMENT, NO_RESERVE);
                    run.audited(node.audit(), fault + ", seed " + seed + ", round " + round);
                }
                assertTrue(node.unanswered() > 0, "requests were in flight when the power went");
                OfflineBooks.check(node, data, directory);
            }
        }
    }
}
