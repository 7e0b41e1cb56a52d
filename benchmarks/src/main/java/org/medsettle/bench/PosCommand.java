package org.medsettle.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.medsettle.bench.pos.PosConfig;
import org.medsettle.bench.pos.PosLoad;
import org.medsettle.bench.pos.PosResult;
import org.medsettle.bench.pos.Tills;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Spread;
import org.medsettle.bench.report.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench pos}: an open loop, or saturation, of purchases against the POS door of a running node. Threads: one. */
@Command(
        name = "pos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Purchases at the POS door from outside: rates, latencies from intended send times, DE39.")
final class PosCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "The door, for example tcp://127.0.0.1:8583.")
    private URI url = URI.create("tcp://127.0.0.1:8583");

    @Option(names = "--population", required = true, description = "Folder of the CSV files the node has imported.")
    private Path population = Path.of(".");

    @Option(names = "--rate", defaultValue = "20000", description = "Purchases per second (${DEFAULT-VALUE}).")
    private long rate;

    @Option(names = "--saturate", description = "No rate: a place that is answered sends again at once.")
    private boolean saturate;

    @Option(names = "--seconds", defaultValue = "10", description = "Measured seconds per run (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(names = "--runs", defaultValue = "5", description = "Runs one after the other (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--connections", defaultValue = "8", description = "Connections (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--depth", defaultValue = "16", description = "Purchases under way on each (${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--first-stan",
            defaultValue = "1",
            description =
                    "First trace number of every till; go on where the last run of the day ended (${DEFAULT-VALUE}).")
    private int firstStan;

    @Option(
            names = "--mean-fen",
            defaultValue = "10200",
            description = "Mean of the amounts; small ones keep balances up in a long run (${DEFAULT-VALUE}).")
    private long meanFen;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of cards and amounts (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Tills tills = Tills.read(population);
        System.out.println(Conditions.describe(population));
        System.out.println(Text.of(
                "%s, %d connections, %d purchases under way on each, %s",
                url, connections, depth, saturate ? "saturated" : Text.of("open loop at %,d/s", rate)));
        List<PosResult> results = new ArrayList<>();
        try (PosLoad load = new PosLoad()) {
            int stan = firstStan;
            for (int run = 1; run <= runs; run++) {
                PosResult result = load.run(config(run, stan), tills);
                results.add(result);
                stan = result.lastStan() + 1;
                print(run, result);
            }
            System.out.println("next --first-stan: " + stan);
        }
        summarize(results);
        if (results.stream().anyMatch(result -> result.approved() == 0)) {
            System.err.println("bench: no purchase was approved; import this population into the node first");
            return Bench.FAILED;
        }
        return 0;
    }

    private PosConfig config(int run, int stan) {
        return new PosConfig(
                url.getHost(),
                url.getPort(),
                saturate ? 0 : rate,
                warmupSeconds,
                seconds,
                connections,
                depth,
                stan,
                meanFen,
                seed + run);
    }

    private static void print(int run, PosResult result) {
        System.out.println(Text.of(
                "run %d: %,.0f answers/s, %,.0f approved/s, unanswered %d, disconnects %d, load %.1f",
                run,
                result.answered() / result.seconds(),
                result.approved() / result.seconds(),
                result.unanswered(),
                result.disconnects(),
                Conditions.loadAverage()));
        System.out.println("   codes    " + result.codes());
        System.out.println("   latency  " + Text.percentiles(result.latencyNs()));
    }

    private static void summarize(List<PosResult> results) {
        System.out.println("median [min-max] of " + results.size() + " runs: answers/s "
                + spread(results, r -> r.answered() / r.seconds()).text("%,.0f") + ", approved/s "
                + spread(results, r -> r.approved() / r.seconds()).text("%,.0f"));
        for (double p : new double[] {50, 99, 99.9, 100}) {
            System.out.println(Text.of("p%s ms: ", p)
                    + spread(results, r -> r.latencyNs().getValueAtPercentile(p) / 1e6)
                            .text("%.2f"));
        }
    }

    private static Spread spread(List<PosResult> results, ToDoubleFunction<PosResult> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray());
    }
}
