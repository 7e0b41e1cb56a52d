package org.medsettle.bench.load;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link MemoryProbe} in a process of its own with a small heap that is touched at start.
 *
 * <p>Threads: one. Failure: {@link IOException} when the process fails.
 */
public final class MemoryFork {
    private static final String RESULT = "result";

    private MemoryFork() {}

    /** What the process prints. */
    public static String line(MemoryProbe.Reading reading) {
        return String.join(
                " ",
                RESULT,
                "" + reading.persons(),
                "" + reading.settlements(),
                "" + reading.startBytes(),
                "" + reading.beforeBytes(),
                "" + reading.importedBytes(),
                "" + reading.settledBytes());
    }

    private static MemoryProbe.Reading parse(String line) {
        long[] numbers = Arrays.stream(line.split(" ", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new MemoryProbe.Reading((int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /** Measures once. */
    public static MemoryProbe.Reading run(int accounts, int lines, int heapMiB, Path directory)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Xms" + heapMiB + "m", "-Xmx" + heapMiB + "m", "-XX:+AlwaysPreTouch"));
        command.addAll(List.of("-XX:-UseParallelGC", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=12g"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.medsettle.bench.Bench", "memory"));
        command.addAll(List.of("--in-this-process", "--accounts", "" + accounts, "--lines", "" + lines));
        command.addAll(List.of("--dir", directory.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // In small pages: a page of 2 MiB is resident from its first account on, so the part before the measured one
        // would have them all.
        builder.environment().put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=0");
        Process child = builder.start();
        String result = "";
        try (var reader = child.inputReader(StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (text.startsWith(RESULT + " ")) {
                    result = text;
                }
            }
        }
        int exit = child.waitFor();
        if (exit != 0 || result.isEmpty()) {
            throw new IOException("the measuring process ended with " + exit);
        }
        return parse(result);
    }
}
