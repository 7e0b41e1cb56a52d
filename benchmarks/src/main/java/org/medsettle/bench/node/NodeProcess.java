package org.medsettle.bench.node;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node with all doors on free ports of loopback, as a process of its own with the flags of this one.
 *
 * <p>Threads: one. Failure: {@link IOException} carries the last lines it printed. Invariant: it is ended by its own process
 * id, at the latest when this JVM ends.
 */
public final class NodeProcess implements AutoCloseable {
    /** Text files of a population, in the order of their import. */
    private static final List<String> KINDS =
            List.of("institutions", "persons", "cards", "ecredentials", "invalid-list");

    private static final String MAIN = "org.medsettle.gateway.cli.Medsettle";
    private static final long POLL_NS = 20_000_000;
    private static final long START_LIMIT_NS = 120_000_000_000L;
    private static final long STOP_LIMIT_SECONDS = 60;
    private static final int TAIL_LINES = 12;
    private static final Pattern HIS = Pattern.compile("(?m)^his door: .*:([0-9]+)$");
    private static final Pattern POS = Pattern.compile("(?m)^pos door: .*:([0-9]+)$");
    private static final Pattern ADMIN = Pattern.compile("(?m)^admin door: (.*)$");
    private static final Pattern READY = Pattern.compile("(?m)^ready$");

    private final Process process;
    private final Path log;
    private final Thread killer;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        killer = new Thread(process::destroyForcibly, "kill-node");
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts a node on an empty data directory.
     *
     * @param directory where data and log go
     * @param offHeapBytes bound of its stores
     */
    public static NodeProcess start(Path directory, int accountsMax, long offHeapBytes) throws IOException {
        List<String> command = java("-XX:MaxDirectMemorySize=" + (offHeapBytes + (2L << 30)), "serve");
        for (String setting : List.of(
                "data.dir=" + directory.resolve("data"),
                "his.port=0",
                "pos.listeners=0:none:iso87b",
                "admin.port=0",
                "rules.sign_on_required=false",
                "limits.institution_per_second=0", // the busiest of Zipf's law sends a tenth of all
                "store.max_accounts=" + accountsMax,
                "store.max_off_heap_bytes=" + offHeapBytes)) {
            command.add("--set");
            command.add(setting);
        }
        Path log = directory.resolve("node.log");
        NodeProcess node = new NodeProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        node.awaitReady();
        return node;
    }

    /** The command line of {@code medsettle}, started as this process was. */
    private static List<String> java(String flag, String subcommand) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add(flag);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, subcommand));
        return command;
    }

    private void awaitReady() throws IOException {
        long deadlineNs = System.nanoTime() + START_LIMIT_NS;
        while (!READY.matcher(output()).find()) {
            if (!process.isAlive() || System.nanoTime() > deadlineNs) {
                close();
                throw new IOException("the node did not start:\n" + tail());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Writes the files of an invented population. */
    public static void writePopulation(Path directory, int accounts, long seed) throws IOException {
        List<String> command = java("-Xmx1g", "population");
        command.addAll(List.of("--accounts", "" + accounts, "--seed", "" + seed, "--out", directory.toString()));
        run(command);
    }

    /** Imports every file of a population. */
    public void importPopulation(Path directory) throws IOException {
        for (String kind : KINDS) {
            List<String> command = java("-Xmx1g", "import");
            command.addAll(List.of(
                    "--url", admin(), kind, directory.resolve(kind + ".csv").toString()));
            run(command);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (child.waitFor() != 0) {
                throw new IOException(
                        String.join(" ", command.subList(command.indexOf(MAIN), command.size())) + " failed:\n" + said);
            }
        } catch (InterruptedException stopped) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    public int hisPort() throws IOException {
        return Integer.parseInt(printed(HIS));
    }

    public int posPort() throws IOException {
        return Integer.parseInt(printed(POS));
    }

    /** Address of the admin door. */
    public String admin() throws IOException {
        return printed(ADMIN);
    }

    private String printed(Pattern line) throws IOException {
        Matcher found = line.matcher(output());
        if (!found.find()) {
            throw new IOException("the node did not print " + line.pattern() + ":\n" + tail());
        }
        return found.group(1).strip();
    }

    public long pid() {
        return process.pid();
    }

    /** Processor time of the node so far, in seconds. */
    public double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    private String output() throws IOException {
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    private String tail() throws IOException {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException alreadyGoingDown) {
            process.destroyForcibly();
        }
    }
}
