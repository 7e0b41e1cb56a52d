package org.medsettle.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Main class of {@code bin/medsettle bench}. Threads: one. Failure: wrong usage exits with 2. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Medsettle: in process, from outside, and stage by stage.",
        subcommands = {PipelineCommand.class, MemoryCommand.class, HisCommand.class, MicroCommand.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
