package org.medsettle.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsettle.bench.load.PipelineConfig;
import org.medsettle.bench.load.SnapshotRun;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Text;
import org.medsettle.engine.EngineConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench snapshot}: what a snapshot costs those who settle, and how fast a node starts from it. Threads: one. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reply delays while a snapshot is taken under load, its size and duration, a start from it, and one from the journal alone.")
final class SnapshotCommand implements Callable<Integer> {
    @Option(names = "--accounts", defaultValue = "1000000", description = "Insured persons (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--rate", defaultValue = "20000", description = "Settlements per second (${DEFAULT-VALUE}).")
    private long rate;

    @Option(names = "--seconds", defaultValue = "10", description = "Measured without a snapshot (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--bytes-per-second",
            defaultValue = "0",
            description = "Most bytes of the snapshot written in a second, 0 for no bound (${DEFAULT-VALUE}).")
    private long bytesPerSecond;

    @Option(names = "--runs", defaultValue = "1", description = "Runs, each on a fresh node (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--dir", description = "Where the data directory is made (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws Exception {
        System.out.println(Conditions.describe(directory));
        for (int run = 1; run <= runs; run++) {
            PipelineConfig config = new PipelineConfig(
                    accounts,
                    5_000,
                    0,
                    5,
                    seconds,
                    rate,
                    0.05,
                    true,
                    directory,
                    EngineConfig.DEFAULT,
                    12_000L << 20,
                    run);
            SnapshotRun.Result result = new SnapshotRun(config, bytesPerSecond).run();
            double snapshotSeconds = result.snapshotNs() / 1e9;
            System.out.println(Text.of("run %d: %,d persons, %,d settlements/s", run, accounts, rate));
            System.out.println("   reply delay without  " + Text.percentiles(result.without()));
            System.out.println("   reply delay during   " + Text.percentiles(result.during()));
            System.out.println(Text.of(
                    "   snapshot             %,d bytes in %.1f s (%,.0f MB/s), %d bytes a person",
                    result.snapshot().fileBytes(),
                    snapshotSeconds,
                    result.snapshot().fileBytes() / 1e6 / snapshotSeconds,
                    result.snapshot().fileBytes() / accounts));
            SnapshotRun.Start start = result.start();
            System.out.println(Text.of(
                    "   start                %.1f s, %,d commands behind the snapshot, %,d records read, RSS %,d MB",
                    start.ns() / 1e9, result.tailCommands(), start.records(), start.residentBytes() / 1_000_000));
            SnapshotRun.Start replay = result.replay();
            System.out.println(Text.of(
                    "   start without it     %.1f s, %,d records replayed (%,.0f/s)",
                    replay.ns() / 1e9, replay.records(), replay.records() / (replay.ns() / 1e9)));
        }
        return 0;
    }
}
