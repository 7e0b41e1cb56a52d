package org.medsettle.gateway.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;

/** Runs commands of the machine to their end. Threads: stateless. Failure: an {@link AssertionError} with what was said. */
@ThreadSafe
final class Shell {
    private static final long LIMIT_SECONDS = 120;

    private Shell() {}

    /** What the command printed; it must end with exit code 0. */
    static String run(String... command) throws IOException, InterruptedException {
        Ended ended = end(command);
        if (ended.exitCode() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + ended.exitCode() + ": " + ended.output());
        }
        return ended.output();
    }

    /** How a command ended that may fail. */
    static Ended end(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("medsettle-shell", ".log");
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError(String.join(" ", command) + " did not end");
                }
            } finally {
                process.destroyForcibly();
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(output);
        }
    }

    /** An exit code and all that was printed. */
    record Ended(int exitCode, String output) {}
}
