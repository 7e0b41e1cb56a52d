package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * A write or force of the journal that fails: {@code strace} makes the n-th such call of each thread answer an error. The node
 * must end with exit code 70 and a line that names the file, must have acknowledged nothing that is not on disk, and must
 * start again.
 */
class FailedForceFaultIT {
    private static final int JOURNAL_FAILED = 70;
    private static final Pattern LAST_WORDS = Pattern.compile(
            "(?m)^medsettle: JOURNAL_FAILED: the journal failed: segment [0-9]{20}\\.mj could not be written or forced at"
                    + " byte [0-9]+: (Input/output error|No space left on device);.*exit code 70$");

    @TempDir
    private Path directory;

    @BeforeAll
    static void needTools() throws Exception {
        Machine.needs("strace");
    }

    @ParameterizedTest
    @CsvSource({
        "fdatasync, EIO, 2",
        "fdatasync, EIO, 60",
        "fdatasync, EIO, 400",
        "pwrite64, EIO, 3",
        "pwrite64, EIO, 250",
        "pwrite64, ENOSPC, 100"
    })
    void shouldStopAndLoseNothingWhenACallFailsUnderLoad(String call, String error, int failing) throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin(error + " on " + call + ", the n-th");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 500, failing, false)) {
            node.start(List.of());
            node.await(node.load(200));
            node.kill();

            node.start(tracer(call, error, failing));
            node.load(Integer.MAX_VALUE);

            assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
            assertTrue(LAST_WORDS.matcher(node.output()).find(), node.output());
            node.start(List.of());
            run.audited(node.audit(), call + " " + failing);
            OfflineBooks.check(node, data, directory);
        }
    }

    @Test
    void shouldNotOpenItsDoorsWhenTheFirstForceFails() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("EIO on fdatasync, the n-th");
                NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, 1, false)) {
            node.spawn(tracer("fdatasync", "EIO", 1));

            assertEquals(JOURNAL_FAILED, node.awaitExit(), node.output());
            run.survived();
        }
    }

    private List<String> tracer(String call, String error, int failing) {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                directory.resolve("strace.log").toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":error=" + error + ":when=" + failing);
    }
}
