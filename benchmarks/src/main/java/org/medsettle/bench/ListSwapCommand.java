package org.medsettle.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsettle.bench.load.ListSwapRun;
import org.medsettle.bench.load.PipelineConfig;
import org.medsettle.bench.load.PipelineRun;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Text;
import org.medsettle.engine.EngineConfig;
import org.medsettle.engine.EngineConfig.Wait;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench list-swap}: what a feed of an invalid list costs the settlements beside it. Threads: one. */
@Command(
        name = "list-swap",
        mixinStandardHelpOptions = true,
        description = {
            "Settles at a steady rate, in process with a forced journal, while the nation's invalid list is replaced whole",
            "and while deltas are applied. Exit code 1 when the longest reply delay of a feed is not below --limit-ms."
        })
final class ListSwapCommand implements Callable<Integer> {
    @Option(names = "--entries", defaultValue = "10000000", description = "Entries of the list (${DEFAULT-VALUE}).")
    private long entries;

    @Option(names = "--swaps", defaultValue = "3", description = "Replacements, and deltas (${DEFAULT-VALUE}).")
    private int swaps;

    @Option(names = "--rate", defaultValue = "20000", description = "Settlements per second (${DEFAULT-VALUE}).")
    private long rate;

    @Option(names = "--accounts", defaultValue = "100000", description = "Insured persons (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before the phases (${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Seconds of the phase without a feed (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--limit-ms", defaultValue = "50", description = "Longest delay that passes (${DEFAULT-VALUE}).")
    private long limitMs;

    @Option(names = "--dir", description = "Where the data directory is made (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--max-offheap",
            defaultValue = "6000",
            description = "Bound of the stores, MiB (${DEFAULT-VALUE}).")
    private long maxOffHeapMiB;

    @Override
    public Integer call() {
        PipelineConfig config = new PipelineConfig(
                accounts,
                500,
                0,
                warmupSeconds,
                seconds,
                rate,
                0.05,
                true,
                directory,
                new EngineConfig(16_384, 1_024, 4_096, Wait.BLOCKING),
                maxOffHeapMiB << 20,
                1);
        System.out.println(Conditions.describe(directory));
        System.out.println(Text.of("%,d entries, open loop at %,d settlements/s, journal forced", entries, rate));
        List<ListSwapRun.Phase> phases = new ListSwapRun(config, PipelineRun.script(config)).run(entries, swaps);
        boolean passed = true;
        for (ListSwapRun.Phase phase : phases) {
            System.out.println(Text.of(
                    "%-14s %6.1f s  %,10.0f entries/s  %s",
                    phase.name(), phase.seconds(), phase.feedEntriesPerSecond(), Text.percentiles(phase.latencyNs())));
            boolean isFeed = phase.feedEntriesPerSecond() > 0;
            passed &= !isFeed || phase.latencyNs().getMaxValue() < limitMs * 1_000_000;
        }
        System.out.println(
                passed ? "every reply came within " + limitMs + " ms" : "a reply took " + limitMs + " ms or more");
        return passed ? 0 : Bench.FAILED;
    }
}
