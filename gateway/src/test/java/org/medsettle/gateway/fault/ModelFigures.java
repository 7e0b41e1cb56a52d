package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the naive model of settlement-core's tests makes of a stopped node's journal, in a process of its own: rules written
 * twice have to come to the same figures.
 */
final class ModelFigures {
    private static final Path CLASSES = Path.of("..", "settlement-core", "target", "test-classes");
    private static final long LIMIT_SECONDS = 300;

    private ModelFigures() {}

    static Map<String, String> of(Path dataDirectory, Path output) throws IOException, InterruptedException {
        assertTrue(Files.isDirectory(CLASSES), CLASSES + " is not there: build settlement-core with its tests (-am)");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx6g",
                        "-cp",
                        CLASSES + ":" + System.getProperty("java.class.path"),
                        "org.medsettle.model.JournalModel",
                        dataDirectory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the model did not come to an end: "
                        + Shell.end("jstack", Long.toString(process.pid())).output());
            }
        } finally {
            process.destroyForcibly();
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
}
