package org.medsettle.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.medsettle.bench.load.PipelineConfig;
import org.medsettle.bench.load.PipelineResult;
import org.medsettle.bench.load.PipelineRun;
import org.medsettle.bench.load.SettleScript;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Spread;
import org.medsettle.bench.report.Text;
import org.medsettle.engine.EngineConfig;
import org.medsettle.engine.EngineConfig.Wait;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench pipeline}: engine, journal and stores in this process, fed by one producer. Threads: one. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Settlements per second, or latency at a fixed rate, of the pipeline without doors.")
final class PipelineCommand implements Callable<Integer> {
    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            description = "Persons with account and card (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--institutions",
            defaultValue = "5000",
            description = "Institutions, by Zipf's law (${DEFAULT-VALUE}).")
    private int institutions;

    @Option(names = "--lines", defaultValue = "0", description = "Fee lines per bill, 0 to 10 (${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--seconds", defaultValue = "10", description = "Measured seconds per run (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "4", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(names = "--runs", defaultValue = "5", description = "Runs, each on a fresh node (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Open loop at this rate per second; 0 keeps the ring full.")
    private long rate;

    @Option(names = "--repeats", defaultValue = "0.05", description = "Share of repeated keys (${DEFAULT-VALUE}).")
    private double repeats;

    @Option(names = "--no-sync", description = "Never force the journal: NOT durable, shows what the disk costs.")
    private boolean noSync;

    @Option(names = "--dir", description = "Where the data directory is made (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--wait",
            defaultValue = "BLOCKING",
            description = "How idle stages wait: ${COMPLETION-CANDIDATES}.")
    private Wait waiting = Wait.BLOCKING;

    @Option(names = "--ring", defaultValue = "16384", description = "Slots of the ring (${DEFAULT-VALUE}).")
    private int ringSlots;

    @Option(names = "--max-batch", defaultValue = "4096", description = "Most commands per batch (${DEFAULT-VALUE}).")
    private int maxBatch;

    @Option(
            names = "--max-offheap",
            defaultValue = "12000",
            description = "Bound of the stores, MiB (${DEFAULT-VALUE}).")
    private long maxOffHeapMiB;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of bills and order (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        PipelineConfig config = new PipelineConfig(
                accounts,
                institutions,
                lines,
                warmupSeconds,
                seconds,
                rate,
                repeats,
                !noSync,
                directory,
                new EngineConfig(ringSlots, ringSlots / 16, maxBatch, waiting),
                maxOffHeapMiB << 20,
                seed);
        System.out.println(Conditions.describe(directory));
        SettleScript script = PipelineRun.script(config);
        System.out.println(Text.of(
                "%,d accounts, %,d institutions, %d lines, body %d bytes, %s, %s, ring %d, batch <= %d, %s",
                accounts,
                institutions,
                lines,
                script.bodyBytes(),
                noSync ? "NOT forced" : "forced",
                waiting,
                ringSlots,
                maxBatch,
                rate == 0 ? "ring kept full" : Text.of("open loop at %,d/s", rate)));
        List<PipelineResult> results = new ArrayList<>();
        for (int i = 1; i <= runs; i++) {
            PipelineResult result = new PipelineRun(config, script).run();
            results.add(result);
            print(i, result);
        }
        summarize(results);
        return 0;
    }

    private void print(int run, PipelineResult result) {
        System.out.println(Text.of(
                "run %d: %,.0f/s (%,d answered, %.1f %% settled), batch %,.0f, sync mean %s, %.0f journal B each, load %.1f",
                run,
                result.perSecond(),
                result.replies(),
                100.0 * result.settled() / result.replies(),
                result.batchMean(),
                Text.duration((long) result.syncMeanNs()),
                result.journalBytesEach(),
                Conditions.loadAverage()));
        System.out.println("   sync     " + Text.percentiles(result.syncNs()));
        System.out.println("   each     " + result.usage().perOperation(result.replies()));
        System.out.println(Text.of("   import   %,.0f records/s", result.importsPerSecond()));
        if (rate > 0) {
            System.out.println("   latency  " + Text.percentiles(result.latencyNs()));
        }
    }

    private void summarize(List<PipelineResult> results) {
        System.out.println("settlements/s, median [min-max] of " + results.size() + " runs: "
                + spread(results, PipelineResult::perSecond).text("%,.0f"));
        System.out.println("batch " + spread(results, PipelineResult::batchMean).text("%,.0f") + ", sync mean us "
                + spread(results, r -> r.syncMeanNs() / 1_000).text("%,.0f"));
        if (rate > 0) {
            for (double p : new double[] {50, 99, 99.9}) {
                System.out.println(Text.of("p%s ms: ", p)
                        + spread(results, r -> r.latencyNs().getValueAtPercentile(p) / 1e6)
                                .text("%.2f"));
            }
        }
    }

    private static Spread spread(List<PipelineResult> results, ToDoubleFunction<PipelineResult> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray());
    }
}
