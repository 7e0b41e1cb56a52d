package org.medsettle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Report;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;
import org.medsettle.bench.scenario.DoorFigures;
import org.medsettle.bench.scenario.OverloadFigures;
import org.medsettle.bench.scenario.Scenario;
import org.medsettle.bench.stall.StallWatch;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * What the loads on both doors have in common: the options, and carrying them out.
 *
 * <p>Threads: one. Failure: a load in which nothing settled fails the command.
 */
final class LoadOptions {
    private static final int OVERLOAD_CONNECTIONS = 1_024;
    private static final int OVERLOAD_DEPTH = 32;
    private static final double GOODPUT_AT_TWICE = 0.9;
    private static final double GOODPUT_BEYOND = 0.75;

    /** What the door is put through; exactly one of them. */
    private static final class Mode {
        @Option(names = "--rate", description = "Open loop at this rate per second, --runs times.")
        private long rate;

        @Option(names = "--saturate", description = "No rate: a place that is answered sends again at once.")
        private boolean saturate;

        @Option(names = "--ramp", paramLabel = "FROM:TO:STEPS", description = "Open loop at rates from one to another.")
        private @Nullable String ramp;

        @Option(names = "--soak", paramLabel = "RATE:MINUTES", description = "Open loop at one rate for minutes.")
        private @Nullable String soak;

        @Option(
                names = "--overload",
                paramLabel = "CAPACITY:FACTORS",
                description = {
                    "Half the capacity, so many times of it, half again; for example 40000:2,10. By default over 1,024"
                            + " connections with 32 requests each, since fewer cannot fill the ring.",
                    "A request that finds no free place for a second is given up."
                })
        private @Nullable String overload;
    }

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    @Option(names = "--population", required = true, description = "Folder of the CSV files the node has imported.")
    private Path population = Path.of(".");

    @Option(
            names = "--workload",
            defaultValue = "settle",
            description = "Workload file, or one that comes along: settle, national (${DEFAULT-VALUE}).")
    private String workload = "settle";

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Measured seconds per run or step (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--runs", defaultValue = "5", description = "Runs, one behind the other (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--connections", description = "Connections kept open (HIS 64, POS 8).")
    private @Nullable Integer connections;

    @Option(names = "--depth", description = "Requests under way on each (HIS 1, POS 16).")
    private @Nullable Integer depth;

    @Option(
            names = "--amounts",
            defaultValue = "1",
            description =
                    "Factor on the size of bills; a small one keeps balances up in a long run (${DEFAULT-VALUE}).")
    private double amounts;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything that is drawn (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Also writes the figures there, as JSON and as a page.")
    private @Nullable Path out;

    @Option(
            names = "--stalls",
            paramLabel = "PID",
            description =
                    "Process id of the node on this machine: records it, and says what went on in every stall over"
                            + " 20 ms.")
    private @Nullable Long stallsOf;

    /** Makes a door for a workload and a population. */
    interface DoorMaker {
        LoadDoor make(Workload workload, Population population, long seed);
    }

    /** Where the door is, and how it is usually used. */
    record Target(String id, String host, int port, int usualConnections, int usualDepth) {}

    int run(Target target, DoorMaker maker) throws IOException, InterruptedException, ExecutionException {
        Population people = Population.read(population);
        Workload work = Workload.of(workload).scaled(amounts);
        Report report = new Report(
                "Load on the " + target.id.toUpperCase(Locale.ROOT) + " door", Conditions.describe(population));
        System.out.println(report.conditions());
        LoadDoor door = maker.make(work, people, seed);
        boolean settled = false;
        try (LoadClient client = new LoadClient()) {
            for (Scenario scenario : scenarios()) {
                LoadPlan plan = plan(target, scenario);
                System.out.println(Text.of(
                        "%s:%d, %d connections, %d under way on each, workload %s, %s",
                        target.host, target.port, plan.connections(), plan.depth(), workload, scenario.what()));
                LoadResult result = load(client, plan, door, target, report);
                Section section = report.add(section(target, scenario, result));
                System.out.print(section.text());
                settled |= result.phases().stream()
                        .anyMatch(phase -> phase.counts().settled() > 0);
            }
        }
        if (out != null) {
            report.write(out, target.id);
            System.out.println("written: " + out.resolve(target.id + ".json") + " and .html");
        }
        if (!settled) {
            System.err.println("bench: nothing was settled; import this population into the node, and start it with"
                    + " --set rules.sign_on_required=false, since the load does not sign on");
            return Bench.FAILED;
        }
        return 0;
    }

    private LoadResult load(LoadClient client, LoadPlan plan, LoadDoor door, Target target, Report report)
            throws IOException, InterruptedException, ExecutionException {
        if (stallsOf == null) {
            return client.run(plan, door);
        }
        try (StallWatch watch = StallWatch.start(stallsOf)) {
            LoadResult result = client.run(plan, door);
            double counted =
                    result.phases().stream().mapToDouble(PhaseResult::seconds).sum();
            Section stalls = watch.explain(target.id + ".tail", "Stalls over 20 ms", result.stalls(), counted);
            System.out.print(report.add(stalls).text());
            return result;
        }
    }

    private LoadPlan plan(Target target, Scenario scenario) {
        int usualConnections = mode.overload == null ? target.usualConnections : OVERLOAD_CONNECTIONS;
        int usualDepth = mode.overload == null ? target.usualDepth : OVERLOAD_DEPTH;
        return new LoadPlan(
                target.host,
                target.port,
                connections == null ? usualConnections : connections,
                depth == null ? usualDepth : depth,
                scenario.patienceMs(),
                scenario.phases());
    }

    private List<Scenario> scenarios() {
        if (mode.ramp != null) {
            long[] parts = numbers(mode.ramp, 3);
            return List.of(Scenario.ramp(parts[0], parts[1], (int) parts[2], warmUpSeconds, seconds));
        }
        if (mode.soak != null) {
            long[] parts = numbers(mode.soak, 2);
            return List.of(Scenario.soak(parts[0], warmUpSeconds, (int) parts[1]));
        }
        if (mode.overload != null) {
            List<Scenario> overloads = new ArrayList<>();
            for (long factor : factors()) {
                overloads.add(Scenario.overload(capacity(), (int) factor, warmUpSeconds, seconds));
            }
            return overloads;
        }
        return List.of(Scenario.steady(mode.saturate ? 0 : mode.rate, warmUpSeconds, seconds, runs));
    }

    private long capacity() {
        return numbers(overloadParts()[0], 1)[0];
    }

    private List<Long> factors() {
        List<Long> factors = new ArrayList<>();
        for (String factor : overloadParts()[1].split(",", -1)) {
            factors.add(numbers(factor, 1)[0]);
        }
        return factors;
    }

    private String[] overloadParts() {
        String[] parts = mode.overload == null ? new String[0] : mode.overload.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "--overload is CAPACITY:FACTORS, such as 40000:2,10, not " + mode.overload);
        }
        return parts;
    }

    private static long[] numbers(String text, int count) {
        String[] parts = text.split(":", -1);
        long[] numbers = new long[count];
        try {
            for (int i = 0; i < count; i++) {
                numbers[i] = Long.parseLong(parts.length == count ? parts[i] : "");
            }
        } catch (NumberFormatException notNumbers) {
            throw new IllegalArgumentException(text + " is not " + count + " numbers with : between them", notNumbers);
        }
        return numbers;
    }

    private Section section(Target target, Scenario scenario, LoadResult result) {
        String title = "The " + target.id.toUpperCase(Locale.ROOT) + " door, " + scenario.what();
        if (mode.overload != null) {
            long rate = result.phases().get(1).phase().ratePerSecond();
            long factor = rate / capacity();
            return OverloadFigures.of(
                    target.id + ".overload" + factor,
                    title,
                    result,
                    capacity(),
                    factor <= 2 ? GOODPUT_AT_TWICE : GOODPUT_BEYOND);
        }
        return mode.ramp != null || mode.soak != null
                ? DoorFigures.phaseByPhase(target.id, title, result)
                : DoorFigures.steady(target.id + (mode.saturate ? ".saturated" : ".rate"), title, result);
    }
}
