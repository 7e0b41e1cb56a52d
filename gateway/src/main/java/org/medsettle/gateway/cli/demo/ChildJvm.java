package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines that start Medsettle again as this very process was started: same Java, same flags, same class path.
 *
 * <p>Threads: stateless.
 */
final class ChildJvm {
    private static final String MAIN = "org.medsettle.gateway.cli.Medsettle";

    private ChildJvm() {}

    /** The command line of {@code medsettle ARGUMENTS}, behind {@code prefix} (a tracer, or nothing). */
    static List<String> command(List<String> prefix, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!isAgent(flag)) {
                command.add(flag);
            }
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(arguments);
        return command;
    }

    /** Debuggers and coverage belong to the parent alone. */
    private static boolean isAgent(String flag) {
        return flag.startsWith("-javaagent") || flag.startsWith("-agent") || flag.startsWith("-Xrun");
    }

    /** Starts the command with everything it prints in {@code log}. */
    static Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
