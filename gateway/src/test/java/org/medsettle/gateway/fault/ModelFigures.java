package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What the naive model of settlement-core's tests makes of a stopped node's journal, in a process of its own: rules written
 * twice have to come to the same figures.
 *
 * <p>Threads: the test's. {@link #close} ends the process.
 */
@ThreadConfined(Threads.CALLER)
final class ModelFigures implements AutoCloseable {
    private static final Path CLASSES = Path.of("..", "settlement-core", "target", "test-classes");
    private static final long LIMIT_SECONDS = 300;

    private final Process process;
    private final Path output;

    private ModelFigures(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Lets the model begin; it reads the files only. */
    static ModelFigures begin(Path dataDirectory, Path output) throws IOException {
        assertTrue(Files.isDirectory(CLASSES), CLASSES + " is not there: build settlement-core with its tests (-am)");
        return new ModelFigures(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx6g",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                // The model reads the journal through the ledger's own views.
                                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                                "-cp",
                                CLASSES + ":" + System.getProperty("java.class.path"),
                                "org.medsettle.model.JournalModel",
                                dataDirectory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** Waits for the model's end. */
    Map<String, String> figures() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the model did not come to an end: "
                    + Shell.end("jstack", Long.toString(process.pid())).output());
        }
        assertEquals(0, process.exitValue(), Files.readString(output));
        Map<String, String> figures = new TreeMap<>();
        for (String line : Files.readAllLines(output)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.indexOf(' ') < 0) {
                figures.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return figures;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
