package org.medsettle.gateway.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.ServerProcess;
import org.medsettle.gateway.config.ConfigLoader;
import org.medsettle.gateway.config.ConfigOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code medsettle serve}: a node, until SIGTERM drains it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a node: recovers the ledger from its journal, opens the doors, prints where they are and \"ready\".",
            "SIGTERM drains it: what is in flight is answered, then the process ends with exit code 0.",
            "A second SIGTERM ends it at once, with exit code 143.",
            "SIGHUP has it read its configuration again: log, limits and certificates may change, all or nothing."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration (default: config/medsettle.yaml of the installation).")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one key, for example --set his.port=0. May be given many times.")
    private List<String> overrides = List.of();

    @Override
    public Integer call() throws InterruptedException {
        ConfigLoader loader = new ConfigLoader(System.getenv());
        Path source = file == null ? installed() : file;
        ConfigOutcome outcome = loader.load(source, overrides);
        if (outcome instanceof ConfigOutcome.Refused refused) {
            refused.problems().forEach(problem -> System.err.println("medsettle: " + problem));
            return Medsettle.WRONG_USAGE;
        }
        ConfigOutcome.Loaded loaded = (ConfigOutcome.Loaded) outcome;
        PrintStream out = System.out;
        loaded.effective().forEach(out::println);
        return ServerProcess.run(loaded, () -> loader.load(source, overrides), out, System.err);
    }

    /** The installation's own file, or none: then the defaults hold. */
    private static @Nullable Path installed() {
        String home = System.getProperty("medsettle.home");
        Path installed = home == null ? null : Path.of(home, "config", "medsettle.yaml");
        return installed != null && Files.exists(installed) ? installed : null;
    }
}
