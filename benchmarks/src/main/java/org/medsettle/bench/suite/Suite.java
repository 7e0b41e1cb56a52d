package org.medsettle.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.medsettle.bench.disk.DiskProbe;
import org.medsettle.bench.load.MemoryFork;
import org.medsettle.bench.load.MemoryProbe;
import org.medsettle.bench.peer.PeerRun;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Goal;
import org.medsettle.bench.report.Report;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;
import org.medsettle.bench.workload.Workload;

/**
 * Runs the steps one after the other, alone on the machine, and writes one report.
 *
 * <p>Threads: one. Failure: a step that fails ends the suite; what was measured before is written all the same.
 */
public final class Suite {
    private static final Set<Step> DOOR_STEPS = EnumSet.of(Step.DOORS, Step.LATENCY, Step.OVERLOAD, Step.STALLS);
    private static final int PROBE_SECONDS = 3;
    private static final int PROBE_HEAP_MIB = 384;
    private static final double BYTES_PER_PERSON = 300;

    private final SuiteConfig config;
    private final String name;
    private final Report report;

    /** @param name of the report's files */
    public Suite(SuiteConfig config, String name, String title) {
        this.config = config;
        this.name = name;
        report = new Report(title, Conditions.describe(config.directory()));
    }

    public Report run() throws IOException, InterruptedException, ExecutionException, SQLException {
        long startNs = System.nanoTime();
        System.out.println(report.conditions());
        Path directory = Files.createTempDirectory(config.directory(), "medsettle-suite-");
        try {
            steps(directory);
        } finally {
            say(Ratios.of(report));
            say(new Section("The run")
                    .note(Text.of(
                            "%.0f s; load of the machine at its end %.1f",
                            (System.nanoTime() - startNs) / 1e9, Conditions.loadAverage())));
            report.write(config.out(), name);
            System.out.println("written: " + config.out().resolve(name + ".json") + " and .html");
            delete(directory);
        }
        return report;
    }

    private void steps(Path directory) throws IOException, InterruptedException, ExecutionException, SQLException {
        if (has(Step.DISK)) {
            say(disk(directory));
        }
        if (has(Step.PROCESS)) {
            say(new ProcessSteps(config).usual());
        }
        if (has(Step.SCALE)) {
            say(new ProcessSteps(config).many());
        }
        if (config.steps().stream().anyMatch(DOOR_STEPS::contains)) {
            doors(Files.createDirectory(directory.resolve("node")));
            delete(directory.resolve("node"));
        }
        if (has(Step.PEERS)) {
            Path peers = Files.createDirectory(directory.resolve("peers"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            PeerRun run = new PeerRun(
                    Workload.of("settle"),
                    config.accounts(),
                    SuiteConfig.INSTITUTIONS,
                    config.seconds(),
                    config.runs(),
                    peers);
            say(run.postgres());
            say(run.redis());
            delete(peers);
        }
        if (has(Step.MEMORY)) {
            say(memory());
        }
        if (has(Step.STAGES)) {
            say(StageSteps.run());
        }
    }

    private void doors(Path directory) throws IOException, InterruptedException, ExecutionException {
        try (DoorSteps doors = new DoorSteps(config, report, directory)) {
            if (has(Step.DOORS)) {
                doors.saturated();
            }
            if (has(Step.LATENCY)) {
                doors.atHalf();
            }
            if (has(Step.STALLS)) {
                doors.stalls();
            }
            if (has(Step.OVERLOAD)) {
                doors.overload();
            }
        }
    }

    /** The disk alone, forced one by one. */
    public static Section disk(Path directory) throws IOException {
        Section section = new Section("The disk alone: written and forced one by one, into a file filled with zeroes");
        for (int bytes : List.of(4_096, 65_536)) {
            Histogram tookNs = DiskProbe.run(directory, bytes, PROBE_SECONDS);
            String size = bytes / 1_024 + " KiB";
            section.add(Figure.of("disk." + bytes, size, "/s", tookNs.getTotalCount() / (double) PROBE_SECONDS));
            section.note(size + ": " + Text.percentiles(tookNs));
        }
        return section;
    }

    private Section memory() throws IOException, InterruptedException {
        double[] perPerson = new double[config.runs()];
        double[] perSettlement = new double[config.runs()];
        for (int i = 0; i < config.runs(); i++) {
            MemoryProbe.Reading reading = MemoryFork.run(config.accounts(), 0, PROBE_HEAP_MIB, config.directory());
            perPerson[i] = reading.perPerson();
            perSettlement[i] = reading.perSettlement();
        }
        return new Section(Text.of("Resident memory, %,d persons with account and card", config.accounts()))
                .add(Figure.of("memory.person", "per insured person", "B", perPerson)
                        .meant(Goal.atMost(BYTES_PER_PERSON)))
                .add(Figure.of("memory.settlement", "per settlement without fee lines", "B", perSettlement));
    }

    private boolean has(Step step) {
        return config.steps().contains(step);
    }

    private void say(Section section) {
        System.out.print(report.add(section).text());
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
