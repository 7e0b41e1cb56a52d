package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * A block device that fails for a while: writes answer EIO, then are well again. The kernel counts the failed pages as clean
 * and still shows their bytes, so a force that were tried again would succeed without them. The node must stop at the first
 * failure, and whatever it finds when it starts again must survive a loss of power after that.
 */
class BlockErrorFaultIT {
    private static final int ROUNDS = 2 * NodeUnderLoad.FACTOR;
    private static final int JOURNAL_FAILED = 70;
    private static final String SEGMENT = "data.segment_bytes=16777216";
    private static final String NO_RESERVE = "data.reserve_bytes=0";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepEverythingAcknowledgedWhenTheDeviceFailsForAWhile() throws Exception {
        Path image = directory.resolve("failing.img");
        Path trigger = directory.resolve("trigger");
        List<String> arguments = List.of(
                "--filter=error",
                "file",
                image.toString(),
                "error-pwrite=EIO",
                "error-pwrite-rate=100%",
                "error-pwrite-file=" + trigger);
        try (FaultTable.Run run = FaultTable.begin("block device answers EIO for a while, ext4");
                NbdDisk nbd = NbdDisk.make(directory, image, 96, arguments)) {
            Path data = nbd.disk().path().resolve("data");
            try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 200, 9, false)) {
                node.start(List.of(), SEGMENT, NO_RESERVE);
                for (int round = 1; round <= ROUNDS; round++) {
                    node.await(node.load(150));
                    Files.createFile(trigger);
                    assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
                    Files.delete(trigger);

                    if (round % 2 == 1) {
                        // What the failing device has left of the file system; the journal's pages are read from it.
                        nbd.disk().remount();
                    }
                    node.start(List.of(), SEGMENT, NO_RESERVE);
                    run.audited(node.audit(), "after EIO, round " + round);
                    nbd.disk().losePower();
                    node.kill();
                    nbd.disk().remount();
                    node.start(List.of(), SEGMENT, NO_RESERVE);
                    run.audited(node.audit(), "after EIO and a loss of power, round " + round);
                }
                OfflineBooks.check(node, data, directory);
            }
        }
    }
}
