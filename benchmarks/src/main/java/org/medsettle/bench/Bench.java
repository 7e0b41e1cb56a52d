package org.medsettle.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Main class of {@code bin/medsettle bench}. Threads: one. Failure: wrong usage exits with 2. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Medsettle: in process, from outside, and stage by stage.",
        subcommands = {
            PipelineCommand.class,
            MemoryCommand.class,
            SnapshotCommand.class,
            HisCommand.class,
            PosCommand.class,
            PeersCommand.class,
            DiskCommand.class,
            MicroCommand.class,
            ListSwapCommand.class,
            NeighbourCommand.class,
            AllCommand.class
        })
public final class Bench {
    static final int FAILED = 1;

    private Bench() {}

    public static void main(String[] args) {
        useLoggingOf(System.getProperty("medsettle.home"));
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("bench: " + cause(failed));
                    return FAILED;
                })
                .execute(args));
    }

    /** The node's own logging, without which libraries would print what they look for at start. */
    private static void useLoggingOf(@Nullable String home) {
        if (home != null && System.getProperty("logback.configurationFile") == null) {
            System.setProperty(
                    "logback.configurationFile",
                    Path.of(home, "config", "logback.xml").toString());
        }
    }

    private static String cause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
