package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the import files and brings them into a node, by the very commands that an operator types, each in a process of its
 * own.
 *
 * <p>Threads: the caller. Failure: a command that fails or rejects a line is a {@link DemoException} with what it printed.
 */
final class DemoSetup {
    private static final long LIMIT_S = 120;
    private static final List<String> ORDER =
            List.of("institutions", "persons", "cards", "ecredentials", "invalid-list");

    private final Path log;

    DemoSetup(Path log) {
        this.log = log;
    }

    /** Writes the import files of a population into {@code directory}. */
    void makePopulation(int accounts, long seed, Path directory) throws IOException {
        run(List.of(
                "population",
                "--accounts",
                Integer.toString(accounts),
                "--seed",
                Long.toString(seed),
                "--out",
                directory.toString()));
    }

    /** Imports all of them through the admin door. */
    void importAll(Path directory, URI adminDoor) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.sorted(Comparator.comparingInt(DemoSetup::position)).toList();
        }
        for (Path file : files) {
            int kind = position(file);
            if (kind < ORDER.size()) {
                run(new ArrayList<>(
                        List.of("import", ORDER.get(kind), file.toString(), "--url", adminDoor.toString())));
            }
        }
    }

    /** Persons come before what belongs to them. */
    private static int position(Path file) {
        String name = String.valueOf(file.getFileName());
        for (int kind = 0; kind < ORDER.size(); kind++) {
            if (name.startsWith(ORDER.get(kind)) && name.endsWith(".csv") && !name.endsWith(".rejects.csv")) {
                return kind;
            }
        }
        return ORDER.size();
    }

    private void run(List<String> arguments) throws IOException {
        Process process = ChildJvm.start(ChildJvm.command(List.of(), arguments), log);
        try {
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new DemoException("medsettle " + String.join(" ", arguments) + " failed:\n"
                        + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while setting up", stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
