package org.medsettle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.medsettle.bench.load.MemoryFork;
import org.medsettle.bench.load.MemoryProbe;
import org.medsettle.bench.report.Conditions;
import org.medsettle.bench.report.Spread;
import org.medsettle.bench.report.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench memory}: resident bytes per insured person and per settlement, each run in a process of its own with a
 * small heap.
 *
 * <p>Threads: one. Failure: a child that fails ends the command with its exit code.
 */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Resident memory per insured person (person, account, card) and per settlement.")
final class MemoryCommand implements Callable<Integer> {
    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            description = "Persons with account and card (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--lines", defaultValue = "0", description = "Fee lines per bill (${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--runs", defaultValue = "5", description = "Runs, each a process (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--heap",
            defaultValue = "384",
            description = "Heap of each process, MiB, touched at start (${DEFAULT-VALUE}).")
    private int heapMiB;

    @Option(names = "--dir", description = "Where the data directory is made (the temporary directory).")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--in-this-process", hidden = true, description = "Measure here and print one line of numbers.")
    private boolean inThisProcess;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (inThisProcess) {
            System.out.println(MemoryFork.line(MemoryProbe.run(accounts, lines, directory)));
            return 0;
        }
        System.out.println(Conditions.describe(directory));
        double[] perPerson = new double[runs];
        double[] perSettlement = new double[runs];
        for (int i = 0; i < runs; i++) {
            MemoryProbe.Reading reading = MemoryFork.run(accounts, lines, heapMiB, directory);
            perPerson[i] = reading.perPerson();
            perSettlement[i] = reading.perSettlement();
            System.out.println(Text.of(
                    "run %d: %.0f B per person, %.0f B per settlement; process %,d MiB empty, %,d MiB with everybody",
                    i + 1, perPerson[i], perSettlement[i], reading.startBytes() >> 20, reading.importedBytes() >> 20));
        }
        System.out.println(Text.of("%,d persons, %d lines per bill", accounts, lines));
        System.out.println("bytes per person:     " + Spread.of(perPerson).text("%.0f"));
        System.out.println("bytes per settlement: " + Spread.of(perSettlement).text("%.0f"));
        return 0;
    }
}
