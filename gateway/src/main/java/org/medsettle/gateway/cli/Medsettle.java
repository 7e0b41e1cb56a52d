package org.medsettle.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of the command line. Exit codes: 0 done, 1 the command failed or found something wrong, 2 wrong usage, 70 and
 * above as {@code FatalErrorHandler.Reason} has them.
 *
 * <p>Failure: every error is one line on stderr that says what to do.
 */
@Command(
        name = "medsettle",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Settles medical-insurance payments: in memory, in order, durable before the reply.",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            PopulationCommand.class,
            VerifyCommand.class,
            InspectCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DemoCommand.class
        },
        footer = {
            "medsettle COMMAND --help tells about a command. In a source checkout there is",
            "medsettle bench as well, which measures the node and its peers."
        })
public final class Medsettle implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    /** Starts the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        useLoggingOf(System.getProperty("medsettle.home"));
        System.exit(commandLine().execute(arguments));
    }

    /** Logback reads this property when its first logger is asked for, so it is set before anything else. */
    private static void useLoggingOf(@Nullable String home) {
        if (home != null && System.getProperty("logback.configurationFile") == null) {
            Path file = Path.of(home, "config", "logback.xml");
            if (Files.exists(file)) {
                System.setProperty("logback.configurationFile", file.toString());
            }
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Medsettle())
                .setParameterExceptionHandler((wrong, given) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr()
                            .println("medsettle: " + oneLine(wrong) + "; see: "
                                    + command.getCommandSpec().qualifiedName() + " --help");
                    return WRONG_USAGE;
                })
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    command.getErr().println("medsettle: " + oneLine(failed));
                    return FAILED;
                });
    }

    private static String oneLine(Exception problem) {
        String message = problem.getMessage();
        return message == null
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    @Override
    public void run() {
        CommandLine self = new CommandLine(new Medsettle());
        throw new ParameterException(
                spec == null ? self : spec.commandLine(), "name a command, for example: medsettle demo");
    }
}
