package org.medsettle.gateway.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.medsettle.gateway.cli.demo.DemoOptions;
import org.medsettle.gateway.cli.demo.DemoRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medsettle demo}: the main job end to end, with a kill in the middle. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a population, imports it into a node of its own, drives pharmacy and outpatient traffic through the",
            "HIS door, kills the node in the middle, starts it again, audits the books from outside, prints a table.",
            "Exit code 0 only if every acknowledged settlement is found once and the books balance."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--accounts", defaultValue = "100000", description = "Personal accounts (default 100000).")
    private int accounts;

    @Option(names = "--settlements", defaultValue = "200000", description = "Settlements (default 200000).")
    private int settlements;

    @Option(names = "--seed", defaultValue = "1", description = "Draws another population and traffic (default 1).")
    private long seed;

    @Option(names = "--stay", description = "Leaves the node running at the end, and says how to stop it.")
    private boolean isStaying;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (accounts < DemoOptions.LEAST_ACCOUNTS || settlements < 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--accounts must be at least " + DemoOptions.LEAST_ACCOUNTS + ", --settlements at least 2");
        }
        DemoOptions options = new DemoOptions(accounts, settlements, seed, isStaying);
        return new DemoRun(options, spec.commandLine().getOut()).run() ? 0 : 1;
    }
}
