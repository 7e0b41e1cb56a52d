package org.medsettle.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.medsettle.bench.his.CardHolders;
import org.medsettle.bench.his.HisConfig;
import org.medsettle.bench.his.HisLoad;
import org.medsettle.bench.his.HisResult;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Spread;
import org.medsettle.bench.report.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench his}: an open loop, or saturation, against the HIS door of a running node. Threads: one. */
@Command(
        name = "his",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Load on the HIS door from outside: rates, latencies from intended send times, refusals by code.")
final class HisCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "The door, for example http://127.0.0.1:8080.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--population", required = true, description = "Folder of the CSV files the node has imported.")
    private Path population = Path.of(".");

    @Option(names = "--rate", defaultValue = "10000", description = "Requests per second (${DEFAULT-VALUE}).")
    private long rate;

    @Option(names = "--saturate", description = "No rate: every connection sends again as soon as it is answered.")
    private boolean saturate;

    @Option(names = "--seconds", defaultValue = "10", description = "Measured seconds per run (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(names = "--runs", defaultValue = "5", description = "Runs one after the other (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--connections", defaultValue = "64", description = "Kept-alive connections (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--workload",
            defaultValue = "2102",
            description = "Shares of transactions, such as 1101=30,2101=30,2102=38,2103=1,2601=1 (${DEFAULT-VALUE}).")
    private String workload = "2102";

    @Option(names = "--lines", defaultValue = "2", description = "Fee lines per bill, 1 to 9 (${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of holders, pharmacies and amounts (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        CardHolders holders = CardHolders.read(population);
        System.out.println(Conditions.describe(population));
        System.out.println(Text.of(
                "%s, %d connections, %s, workload %s, %d lines per bill",
                url, connections, saturate ? "saturated" : Text.of("open loop at %,d/s", rate), workload, lines));
        List<HisResult> results = new ArrayList<>();
        try (HisLoad load = new HisLoad()) {
            for (int i = 1; i <= runs; i++) {
                HisResult result = load.run(config(i), holders);
                results.add(result);
                print(i, result);
            }
        }
        summarize(results);
        if (results.stream().anyMatch(result -> result.settled() == 0)) {
            System.err.println("bench: nothing was settled; import this population into the node, and start it with"
                    + " --set rules.sign_on_required=false, since the load does not sign on");
            return Bench.FAILED;
        }
        return 0;
    }

    private HisConfig config(int run) {
        String path = url.getPath() == null || url.getPath().length() <= 1 ? "/fsi/api/callService" : url.getPath();
        return new HisConfig(
                url.getHost(),
                url.getPort() < 0 ? 80 : url.getPort(),
                path,
                saturate ? 0 : rate,
                warmupSeconds,
                seconds,
                connections,
                workload,
                lines,
                seed + run);
    }

    private static void print(int run, HisResult result) {
        System.out.println(Text.of(
                "run %d: %,.0f answers/s, %,.0f settlements/s, unanswered %d, disconnects %d, load %.1f",
                run,
                result.answered() / result.seconds(),
                result.settled() / result.seconds(),
                result.unanswered(),
                result.disconnects(),
                Conditions.loadAverage()));
        System.out.println("   codes    " + result.codes());
        System.out.println("   latency  " + Text.percentiles(result.latencyNs()));
    }

    private static void summarize(List<HisResult> results) {
        System.out.println("median [min-max] of " + results.size() + " runs: answers/s "
                + spread(results, r -> r.answered() / r.seconds()).text("%,.0f") + ", settlements/s "
                + spread(results, r -> r.settled() / r.seconds()).text("%,.0f"));
        for (double p : new double[] {50, 99, 99.9, 100}) {
            System.out.println(Text.of("p%s ms: ", p)
                    + spread(results, r -> r.latencyNs().getValueAtPercentile(p) / 1e6)
                            .text("%.2f"));
        }
    }

    private static Spread spread(List<HisResult> results, ToDoubleFunction<HisResult> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray());
    }
}
