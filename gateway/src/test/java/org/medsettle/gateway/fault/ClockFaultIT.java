package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * Wall clocks that jump: back and forth while the node runs, and back across a restart. The journal's time never goes back, no
 * sequence is missing, and no money depends on it. (A day ahead would make today's keys too old or too new, by rule.)
 */
class ClockFaultIT {
    private static final List<String> STEPS = List.of("+0", "+3h", "-2h", "+20h", "-5m");

    @TempDir
    private Path directory;

    @Test
    void shouldKeepOrderAndBooksWhenTheClockJumps() throws Exception {
        Machine.needs("faketime");
        Path data = directory.resolve("data");
        Path time = directory.resolve("time");
        setTime(time, "+0");
        try (FaultTable.Run run = FaultTable.begin("wall clock steps back and forth");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 5, false)) {
            node.start(fakeTime(time));
            for (String step : STEPS) {
                setTime(time, step);
                node.await(node.load(300));
                run.audited(node.audit(), "while running, clock at " + step);
            }
            node.kill();
            setTime(time, "-6h");
            node.start(fakeTime(time));
            node.await(node.load(300));
            run.audited(node.audit(), "restarted six hours before");
            OfflineBooks.check(node, data, directory);
        }
        JournalTimes times = JournalTimes.read(data);
        assertTrue(times.isDense() && times.neverGoesBack(), times.toString());
        assertTrue(times.spanMs() > 19 * 3_600_000L, "the node has seen the steps: " + times);
    }

    private static void setTime(Path file, String offset) throws Exception {
        Path next = file.resolveSibling("time.next");
        Files.writeString(next, offset + "\n", StandardCharsets.US_ASCII);
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The wall clock alone is false, and is looked up again at each call. Without the last word the library takes the JVM's
     * monotonic deadlines for times of day, so that every timed wait returns at once and its threads spin.
     */
    private static List<String> fakeTime(Path file) throws Exception {
        return List.of(
                "env",
                "LD_PRELOAD=" + library(),
                "FAKETIME_TIMESTAMP_FILE=" + file,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0");
    }

    private static String library() throws Exception {
        String found = Shell.run("find", "/usr/lib", "-name", "libfaketimeMT.so.1");
        assertTrue(!found.isEmpty(), "libfaketimeMT.so.1 is not there: install faketime");
        return found.lines().findFirst().orElseThrow();
    }
}
