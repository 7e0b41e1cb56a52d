package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What {@code medsettle verify} says about a stopped node's files, in a process of its own. */
record OfflineVerify(int exitCode, String output) {
    static OfflineVerify run(Path dataDirectory, Path log, Duration limit) throws IOException {
        Process process = ChildJvm.start(ChildJvm.command(List.of(), List.of("verify", dataDirectory.toString())), log);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoException("medsettle verify did not end in " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while verifying", stopped);
        } finally {
            process.destroyForcibly();
        }
        return new OfflineVerify(
                process.exitValue(),
                Files.readString(log, StandardCharsets.UTF_8).trim());
    }

    boolean isClean() {
        return exitCode == 0;
    }
}
