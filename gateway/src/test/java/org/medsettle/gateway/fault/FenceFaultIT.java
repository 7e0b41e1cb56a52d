package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** What a node says and does from the moment its disk has failed to the end of its process. */
class FenceFaultIT {
    private static final int JOURNAL_FAILED = 70;
    private static final int WORDS_TAKE_MS = 2_500;
    private static final String SEGMENT = "data.segment_bytes=16777216";
    private static final String NO_RESERVE = "data.reserve_bytes=0";

    @TempDir
    private Path directory;

    /** Writing the last words is made slow, so that there is time to ask a process which would end within milliseconds. */
    @Test
    void shouldSayWhyOnReadyzForAsLongAsTheProcessLives() throws Exception {
        Machine.needs("strace");
        try (FaultTable.Run run = FaultTable.begin("fence: readiness and last words");
                LoopDisk disk = LoopDisk.make(directory, LoopDisk.Kind.EXT4)) {
            Path data = disk.path().resolve("data");
            try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 3, false)) {
                node.start(List.of(), SEGMENT, NO_RESERVE);
                node.await(node.load(100));
                failUnder(node, disk);
                disk.remount();
                node.start(List.of(), SEGMENT, NO_RESERVE);
                run.audited(node.audit(), "after the fence");
                OfflineBooks.check(node, data, directory);
            }
        }
    }

    private void failUnder(NodeUnderLoad node, LoopDisk disk) throws Exception {
        String slowWords = "write:delay_enter=" + WORDS_TAKE_MS * 1_000;
        try (Tracer slow = Tracer.attach(node.pid(), node.log(), slowWords, directory)) {
            disk.losePower();

            Await.until("readiness says why", () -> readiness(node)
                    .startsWith("{\"ready\":false,\"reasons\":[\"fenced, JOURNAL_FAILED: the journal failed: segment "
                            + "00000000000000000001.mj could not be written or forced at byte "));
            assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
        }
    }

    /** Empty when the process has gone. */
    private static String readiness(NodeUnderLoad node) throws InterruptedException {
        try {
            return node.ask("/readyz");
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void shouldNotCallItACleanStopWhenTheLastMarkCannotBeForced() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("fence: disk gone when told to stop");
                LoopDisk disk = LoopDisk.make(directory, LoopDisk.Kind.EXT4)) {
            Path data = disk.path().resolve("data");
            try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 4, false)) {
                node.start(List.of(), SEGMENT, NO_RESERVE);
                node.await(node.load(100));
                node.rest();
                disk.losePower();

                assertEquals(JOURNAL_FAILED, node.terminate(), node.output());

                assertTrue(node.output().contains("medsettle: JOURNAL_FAILED while stopping: segment "), node.output());
                disk.remount();
                node.start(List.of(), SEGMENT, NO_RESERVE);
                run.audited(node.audit(), "after a stop without a mark");
                OfflineBooks.check(node, data, directory);
            }
        }
    }
}
