package org.medsettle.bench;

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
            HisCommand.class,
            PosCommand.class,
            MicroCommand.class,
            ListSwapCommand.class
        })
public final class Bench {
    static final int FAILED = 1;

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("bench: " + cause(failed));
                    return FAILED;
                })
                .execute(args));
    }

    private static String cause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
