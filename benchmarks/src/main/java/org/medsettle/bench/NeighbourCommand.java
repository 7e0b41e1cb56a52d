package org.medsettle.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.his.HisDoor;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Spread;
import org.medsettle.bench.report.Text;
import org.medsettle.bench.stall.StallWatch;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench neighbour}: what the others notice when one institution sends many times its usual rate.
 *
 * <p>Threads: one, and one for each of the two clients. Units: requests per second, milliseconds. Failure: a load in
 * which nothing settled fails the command.
 */
@Command(
        name = "neighbour",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Institutions that send at one rate each, open loop, and one among them that sends in turn at that rate and at"
                    + " many times it: latencies of the others in both, and what the loud one is answered.",
            "Start the node with --set rules.sign_on_required=false --set limits.institution_per_second=N, and import the"
                    + " population."
        })
final class NeighbourCommand implements Callable<Integer> {
    private static final String SETTLEMENTS = "his.transactions = 2102=1\ncare = 41:1:3.00\ninstitutions.zipf = 0\n";
    private static final int PHARMACY = 41;
    private static final int OTHERS_CONNECTIONS = 64;

    @Option(names = "--url", required = true, description = "The HIS door, for example http://127.0.0.1:8080.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--population", required = true, description = "Folder of the CSV files the node has imported.")
    private Path population = Path.of(".");

    @Option(names = "--institutions", defaultValue = "40", description = "How many there are (${DEFAULT-VALUE}).")
    private int institutions;

    @Option(names = "--rate", defaultValue = "250", description = "What each sends per second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--factor", defaultValue = "10", description = "How loud the loud one is (${DEFAULT-VALUE}).")
    private int factor;

    @Option(names = "--connections", defaultValue = "16", description = "Of the loud one (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--pairs", defaultValue = "7", description = "Quiet and loud stretches in turn (${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--seconds", defaultValue = "10", description = "Of each stretch (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "20", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(
            names = "--stalls",
            paramLabel = "PID",
            description = "Process id of the node on this machine: says what went on in every stall over 20 ms.")
    private @Nullable Long stallsOf;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything that is drawn (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Population all = Population.read(population);
        int[] pharmacies = all.institutions().withCare(PHARMACY);
        if (institutions < 2 || pharmacies.length < institutions) {
            throw new IllegalArgumentException("the population has " + pharmacies.length
                    + " pharmacies; --institutions must be from 2 to so many");
        }
        System.out.println(Conditions.describe(population));
        System.out.println(Text.of(
                "%d institutions at %,d/s each; one of them in turn at %,d/s, %d stretches of %d s each",
                institutions, rate, (long) rate * factor, pairs, seconds));
        try (LoadClient quiet = new LoadClient();
                LoadClient loud = new LoadClient();
                StallWatch watch = stallsOf == null ? null : StallWatch.start(stallsOf)) {
            CompletableFuture<LoadResult> neighbour = CompletableFuture.supplyAsync(
                    () -> run(loud, door(all, pharmacies, 0, 1, seed + 1), connections, rate, (long) rate * factor));
            long others = (long) rate * (institutions - 1);
            LoadResult seen =
                    run(quiet, door(all, pharmacies, 1, institutions, seed), OTHERS_CONNECTIONS, others, others);
            int exitCode = print(seen.phases(), neighbour.get().phases());
            if (watch != null) {
                System.out.print(
                        watch.explain("neighbour.tail", "Stalls over 20 ms", seen.stalls(), 2.0 * pairs * seconds)
                                .text());
            }
            return exitCode;
        }
    }

    private LoadDoor door(Population all, int[] pharmacies, int from, int to, long drawSeed) {
        List<Institutions.Institution> chosen = new ArrayList<>();
        for (int i = from; i < to; i++) {
            chosen.add(all.institutions().get(pharmacies[i]));
        }
        try {
            return new HisDoor(
                    Workload.parse("neighbour", SETTLEMENTS),
                    new Population(new Institutions(chosen), all.holders()),
                    url.getHost() + ":" + url.getPort(),
                    HisDoor.PATH,
                    drawSeed);
        } catch (IOException impossible) {
            throw new CompletionException(impossible);
        }
    }

    /** Warm-up, then the two rates in turn. */
    private LoadResult run(LoadClient client, LoadDoor door, int open, long usualRate, long otherRate) {
        List<Phase> phases = new ArrayList<>();
        phases.add(Phase.warmUp(usualRate, warmUpSeconds));
        for (int i = 0; i < pairs; i++) {
            phases.add(new Phase("quiet", usualRate, seconds, true));
            phases.add(new Phase("loud", otherRate, seconds, true));
        }
        try {
            return client.run(new LoadPlan(url.getHost(), url.getPort(), open, 1, 0, phases), door);
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        }
    }

    private int print(List<PhaseResult> others, List<PhaseResult> loud) {
        System.out.println("the others:");
        for (double percentile : new double[] {50, 99, 99.9}) {
            Spread before = spread(others, "quiet", percentile);
            Spread during = spread(others, "loud", percentile);
            System.out.println(Text.of(
                    "  p%s  quiet %s ms  loud %s ms  %+.1f %%",
                    percentile == 99.9 ? "99.9" : Text.of("%.0f", percentile),
                    before.text("%.2f"),
                    during.text("%.2f"),
                    100 * (during.median() / before.median() - 1)));
        }
        long settled = 0;
        for (PhaseResult phase : loud) {
            if (phase.phase().name().equals("loud")) {
                settled += phase.counts().settled();
                System.out.println("  the loud one was answered " + phase.codes());
            }
        }
        return settled == 0 ? Bench.FAILED : 0;
    }

    private static Spread spread(List<PhaseResult> phases, String name, double percentile) {
        return Spread.of(phases.stream()
                .filter(phase -> phase.phase().name().equals(name))
                .mapToDouble(phase -> phase.latencyMs(percentile))
                .toArray());
    }
}
