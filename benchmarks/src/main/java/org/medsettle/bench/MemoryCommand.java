package org.medsettle.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    private static final String RESULT = "result ";

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
            MemoryProbe.Reading reading = MemoryProbe.run(accounts, lines, directory);
            System.out.println(RESULT + reading.perPerson() + " " + reading.perSettlement() + " " + reading.startBytes()
                    + " " + reading.importedBytes());
            return 0;
        }
        System.out.println(Conditions.describe(directory));
        double[] perPerson = new double[runs];
        double[] perSettlement = new double[runs];
        for (int i = 0; i < runs; i++) {
            String[] numbers = fork().split(" ", -1);
            perPerson[i] = Double.parseDouble(numbers[0]);
            perSettlement[i] = Double.parseDouble(numbers[1]);
            System.out.println(Text.of(
                    "run %d: %.0f B per person, %.0f B per settlement; process %,d MiB empty, %,d MiB with everybody",
                    i + 1,
                    perPerson[i],
                    perSettlement[i],
                    Long.parseLong(numbers[2]) >> 20,
                    Long.parseLong(numbers[3]) >> 20));
        }
        System.out.println(Text.of("%,d persons, %d lines per bill", accounts, lines));
        System.out.println("bytes per person:     " + Spread.of(perPerson).text("%.0f"));
        System.out.println("bytes per settlement: " + Spread.of(perSettlement).text("%.0f"));
        return 0;
    }

    private String fork() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(List.of("-Xms" + heapMiB + "m", "-Xmx" + heapMiB + "m", "-XX:+AlwaysPreTouch"));
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=12g"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), "memory"));
        line.addAll(List.of("--in-this-process", "--accounts", "" + accounts, "--lines", "" + lines));
        line.addAll(List.of("--dir", directory.toString()));
        Process child = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String result = "";
        try (var reader = child.inputReader(StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (text.startsWith(RESULT)) {
                    result = text.substring(RESULT.length());
                }
            }
        }
        int exit = child.waitFor();
        if (exit != 0 || result.isEmpty()) {
            throw new IOException("the measuring process ended with " + exit);
        }
        return result;
    }
}
