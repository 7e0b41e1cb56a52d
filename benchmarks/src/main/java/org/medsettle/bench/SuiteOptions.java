package org.medsettle.bench;

import java.nio.file.Path;
import java.util.Set;
import org.medsettle.bench.suite.Step;
import org.medsettle.bench.suite.SuiteConfig;
import picocli.CommandLine.Option;

/** Sizes of a suite, as options. Threads: one. */
final class SuiteOptions {
    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            description = "Accounts with a card each, ours and the peers' (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--many-accounts",
            defaultValue = "10000000",
            description = "Accounts of the step that looks at size (${DEFAULT-VALUE}).")
    private int manyAccounts;

    @Option(names = "--seconds", defaultValue = "6", description = "Measured seconds per run (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before the first (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--runs", defaultValue = "5", description = "Runs of everything (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--dir",
            description = "Where data directories are made and deleted again (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the report goes, as JSON and as a page (target/bench).")
    private Path out = Path.of("target", "bench");

    SuiteConfig config(Set<Step> steps) {
        return new SuiteConfig(steps, accounts, manyAccounts, seconds, warmUpSeconds, runs, directory, out);
    }
}
