package org.medsettle.bench.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.medsettle.bench.disk.DiskProbe;
import org.medsettle.bench.his.HisDoor;
import org.medsettle.bench.node.ForceTimes;
import org.medsettle.bench.node.NodeProcess;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadDoor;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.pos.PosDoor;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Goal;
import org.medsettle.bench.report.Plots;
import org.medsettle.bench.report.Report;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;
import org.medsettle.bench.scenario.DoorFigures;
import org.medsettle.bench.scenario.OverloadFigures;
import org.medsettle.bench.scenario.Scenario;
import org.medsettle.bench.stall.StallWatch;
import org.medsettle.bench.workload.Population;
import org.medsettle.bench.workload.Workload;

/**
 * Both doors of a node of our own, from outside. One node serves all steps, and so does one client per door, so that no
 * message is sent twice by chance.
 *
 * <p>Threads: one.
 */
final class DoorSteps implements AutoCloseable {
    private static final int BLOCK_BYTES = 4_096;
    private static final int PROBE_SECONDS = 3;
    private static final int OVERLOAD_CONNECTIONS = 1_024;
    private static final int OVERLOAD_DEPTH = 32;
    private static final int STALL_SECONDS = 20;
    private static final long SEED = 7;
    /** Bills at the POS door are small, so that balances last through millions of purchases. */
    private static final double POS_AMOUNTS = 0.03;

    /** A way to use a door. */
    private record Use(String id, String name, LoadDoor door, int port, int connections, int depth) {}

    private final SuiteConfig config;
    private final Report report;
    private final Path directory;
    private final NodeProcess node;
    private final LoadClient client = new LoadClient();
    private final Use his;
    private final Use hisMix;
    private final Use posPipelined;
    private final Use posSingle;
    private final Use posMix;

    DoorSteps(SuiteConfig config, Report report, Path directory) throws IOException {
        this.config = config;
        this.report = report;
        this.directory = directory;
        Path files = directory.resolve("population");
        NodeProcess.writePopulation(files, config.accounts(), SEED);
        node = NodeProcess.start(directory, config.accounts() * 5 / 4 + 100_000, SuiteConfig.OFF_HEAP_BYTES);
        node.importPopulation(files);
        Population population = Population.read(files);
        Workload settle = Workload.of("settle");
        Workload national = Workload.of("national");
        String host = "127.0.0.1:" + node.hisPort();
        his = new Use(
                "his",
                "HIS door, 64 connections, one at a time",
                new HisDoor(settle, population, host, HisDoor.PATH, 1),
                node.hisPort(),
                64,
                1);
        hisMix = new Use(
                "his.mix",
                "HIS door",
                new HisDoor(national, population, host, HisDoor.PATH, 2),
                node.hisPort(),
                OVERLOAD_CONNECTIONS,
                OVERLOAD_DEPTH);
        // Three clients with trace numbers of their own.
        LoadDoor pos = new PosDoor(settle.scaled(POS_AMOUNTS), population, 1, 3);
        posPipelined = new Use("pos", "POS door, 8 connections, 16 deep", pos, node.posPort(), 8, 16);
        posSingle = new Use("pos.single", "POS door, 64 connections, one at a time", pos, node.posPort(), 64, 1);
        posMix = new Use(
                "pos.mix",
                "POS door",
                new PosDoor(national.scaled(POS_AMOUNTS), population, 500_000, 4),
                node.posPort(),
                OVERLOAD_CONNECTIONS,
                OVERLOAD_DEPTH);
    }

    /** As fast as the doors go. */
    void saturated() throws IOException, ExecutionException, InterruptedException {
        saturated(his, 50_000);
        saturated(posPipelined, 300_000);
        saturated(posSingle, 60_000);
    }

    private void saturated(Use use, double goal) throws IOException, ExecutionException, InterruptedException {
        double cpuBefore = node.cpuSeconds();
        LoadResult result = run(use, Scenario.steady(0, config.warmUpSeconds(), config.seconds(), config.runs()));
        double cpu = node.cpuSeconds() - cpuBefore;
        Section section = DoorFigures.steady(use.id + ".saturated", use.name + ", saturated", result);
        Section meant = new Section(section.title());
        for (Figure figure : section.figures()) {
            meant.add(figure.id().endsWith(".answers") ? figure.meant(Goal.atLeast(goal)) : figure);
        }
        double all =
                result.timeline().stream().mapToLong(window -> window.answers()).sum();
        meant.add(Figure.of(use.id + ".cpu", "processor time of the node", "us each", 1e6 * cpu / all));
        section.copyRestTo(meant);
        say(meant);
    }

    /** Half of what they can, beside the disk's own times. */
    void atHalf() throws IOException, ExecutionException, InterruptedException {
        Histogram disk = DiskProbe.run(directory, BLOCK_BYTES, PROBE_SECONDS);
        for (Use use : List.of(his, posPipelined)) {
            long half = capacity(use) / 2;
            ForceTimes before = ForceTimes.of(node);
            LoadResult result =
                    run(use, Scenario.steady(half, config.warmUpSeconds(), config.seconds(), config.runs()));
            ForceTimes forces = ForceTimes.of(node).since(before);
            Section section = DoorFigures.steady(
                    use.id + ".half", Text.of("%s, open loop at %,d/s, half of its maximum", use.name, half), result);
            Section meant = new Section(section.title());
            for (Figure figure : section.figures()) {
                meant.add(meant(use.id, figure));
            }
            section.copyRestTo(meant);
            meant.note(forces.text());
            meant.note("the disk alone, 4 KiB written and forced, before: " + Text.percentiles(disk));
            meant.add(Plots.percentiles(
                    use.name + " at half of its maximum, and the disk alone",
                    new TreeMap<>(Map.of("answers", merged(result), "disk alone", disk))));
            say(meant);
        }
    }

    private static Figure meant(String id, Figure figure) {
        return switch (figure.id().substring(id.length())) {
            case ".half.p50" -> figure.meant(Goal.atMost(1));
            case ".half.p99" -> figure.meant(Goal.atMost(5));
            case ".half.p99.9" -> figure.meant(Goal.atMost(20));
            default -> figure;
        };
    }

    private static Histogram merged(LoadResult result) {
        Histogram all = new Histogram(result.phases().get(0).latencyNs());
        all.reset();
        for (PhaseResult phase : result.phases()) {
            all.add(phase.latencyNs());
        }
        return all;
    }

    /** Two and ten times what they can. */
    void overload() throws IOException, ExecutionException, InterruptedException {
        overload(hisMix, his);
        overload(posMix, posPipelined);
    }

    private void overload(Use use, Use measured) throws IOException, ExecutionException, InterruptedException {
        long capacity = capacity(measured);
        for (int factor : new int[] {2, 10}) {
            LoadResult result = run(use, Scenario.overload(capacity, factor, config.warmUpSeconds(), config.seconds()));
            say(OverloadFigures.of(
                    measured.id + ".overload" + factor,
                    Text.of("%s, %d times its maximum of %,d/s, national mix", use.name, factor, capacity),
                    result,
                    capacity,
                    factor == 2 ? 0.9 : 0.75));
        }
    }

    /** What went on in stalls at half the maximum. */
    void stalls() throws IOException, ExecutionException, InterruptedException {
        for (Use use : List.of(his, posPipelined)) {
            long half = capacity(use) / 2;
            try (StallWatch watch = StallWatch.start(node.pid())) {
                LoadResult result = run(use, Scenario.steady(half, config.warmUpSeconds(), STALL_SECONDS, 1));
                say(watch.explain(
                        use.id + ".tail",
                        Text.of("%s at %,d/s: stalls over 20 ms", use.name, half),
                        result.stalls(),
                        STALL_SECONDS));
            }
        }
    }

    /** Answers per second of a door when saturated, which is measured now if it was not. */
    private long capacity(Use use) throws IOException, ExecutionException, InterruptedException {
        String id = use.id + ".saturated.answers";
        if (report.figure(id).isEmpty()) {
            saturated(use, 0);
        }
        return Math.round(report.figure(id).orElseThrow().median());
    }

    private LoadResult run(Use use, Scenario scenario) throws ExecutionException, InterruptedException {
        return client.run(
                new LoadPlan(
                        "127.0.0.1", use.port, use.connections, use.depth, scenario.patienceMs(), scenario.phases()),
                use.door);
    }

    private void say(Section section) {
        System.out.print(report.add(section).text());
    }

    @Override
    public void close() {
        client.close();
        node.close();
    }
}
