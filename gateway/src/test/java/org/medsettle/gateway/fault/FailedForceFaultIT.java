package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * A force of the journal that fails: {@code strace} makes the n-th fdatasync of each thread answer EIO. The node must
 * end with exit code 70, must have acknowledged nothing that is not on disk, and must start again.
 */
class FailedForceFaultIT {
    private static final int JOURNAL_FAILED = 70;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {60, 400, 1_500})
    void shouldStopAndLoseNothingWhenAForceFailsUnderLoad(int failing) throws Exception {
        try (NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, failing, false)) {
            node.start(List.of());
            node.await(node.load(200));
            node.kill();

            node.start(tracer(failing));
            node.load(Integer.MAX_VALUE);

            assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
            assertTrue(node.output().contains("JOURNAL_FAILED"), node.output());
            node.start(List.of());
            assertEquals(List.of(), node.audit());
        }
    }

    @Test
    void shouldNotOpenItsDoorsWhenTheFirstForceFails() throws Exception {
        try (NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, 1, false)) {
            node.spawn(tracer(1));

            assertEquals(JOURNAL_FAILED, node.awaitExit(), node.output());
        }
    }

    private List<String> tracer(int failing) {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                directory.resolve("strace.log").toString(),
                "-e",
                "trace=fdatasync",
                "-e",
                "inject=fdatasync:error=EIO:when=" + failing);
    }
}
