package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * A write or force of the journal that fails: {@code strace} makes the n-th such call on the segment answer an error. The node
 * must end with exit code 70 and a line that names the file, must have acknowledged nothing that is not on disk, and must
 * start again.
 */
class FailedForceFaultIT {
    private static final int JOURNAL_FAILED = 70;
    private static final Path SEGMENT = Path.of("journal", "00000000000000000001.mj");
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
        "fdatasync, EIO, 1",
        "fdatasync, EIO, 25",
        "fdatasync, EIO, 150",
        "pwrite64, EIO, 2",
        "pwrite64, EIO, 100",
        "pwrite64, ENOSPC, 50"
    })
    void shouldStopAndLoseNothingWhenACallFailsUnderLoad(String call, String error, int failing) throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin(error + " on " + call + ", the n-th");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, failing, false)) {
            node.start(List.of());
            node.await(node.load(200));
            try (Tracer failure =
                    Tracer.attach(node.pid(), data.resolve(SEGMENT), injection(call, error, failing), directory)) {
                node.load(Integer.MAX_VALUE);

                assertEquals(JOURNAL_FAILED, node.awaitEnd(), node.output());
            }
            assertTrue(LAST_WORDS.matcher(node.output()).find(), node.output());
            node.start(List.of());
            run.audited(node.audit(), call + " " + failing);
            OfflineBooks.check(node, data, directory);
        }
    }

    /** Forces of recovery, which come before there is a door; on a fresh directory the first is the mark of its opening. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldNotOpenItsDoorsWhenAForceOfItsStartFails(int failing) throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("EIO on fdatasync, the n-th");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, failing, false)) {
            if (failing > 1) {
                node.start(List.of());
                node.await(node.load(200));
                node.kill();
            }
            node.spawn(Tracer.from(data.resolve(SEGMENT), injection("fdatasync", "EIO", failing), directory));

            assertEquals(JOURNAL_FAILED, node.awaitExit(), node.output());
            assertTrue(
                    node.output().contains(SEGMENT.getFileName() + " could not be written or forced at byte "),
                    node.output());
            assertTrue(node.output().contains("Input/output error"), node.output());
            node.start(List.of());
            run.audited(node.audit(), "after a start whose force " + failing + " failed");
            OfflineBooks.check(node, data, directory);
        }
    }

    private static String injection(String call, String error, int failing) {
        return call + ":error=" + error + ":when=" + failing;
    }
}
