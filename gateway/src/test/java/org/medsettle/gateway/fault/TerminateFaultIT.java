package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** SIGTERM, and a second node where one is running: a node goes down and stays out without leaving a doubt. */
class TerminateFaultIT {
    private static final int ROUNDS = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveNothingDoneWithoutAnAnswerWhenTerminatedUnderLoad() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("SIGTERM under load");
                NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, 11, true)) {
            node.start(List.of());
            for (int round = 1; round <= ROUNDS; round++) {
                node.await(node.load(1_500));
                assertEquals(0, node.terminate(), "exit code");
                node.start(List.of());
                run.audited(node.audit(), "round " + round);
            }
            assertEquals(0, node.unansweredButDone(), "requests done but not answered");
        }
    }

    @Test
    void shouldRefuseASecondNodeOnTheSameDirectory() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("a second node on the same directory");
                NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, 12, false)) {
            node.start(List.of());
            node.await(node.load(100));

            String second = node.startSecond();

            assertTrue(second.startsWith("1 "), second);
            assertTrue(
                    second.contains("medsettle: cannot start: data directory " + directory.resolve("data")
                            + " is in use by another process; stop that one first"),
                    second);
            node.await(node.load(100));
            run.audited(node.audit(), "beside a second node");
        }
    }
}
