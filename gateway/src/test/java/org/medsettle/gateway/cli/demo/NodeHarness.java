package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node as a child process, one start after the other on one data directory, and the commands that are run beside it. Each
 * process prints to a file of its own. Threads: one. Failure: what a process does not do in time is a {@link DemoException}, with
 * the stacks of a node that lives and keeps its doors shut.
 */
final class NodeHarness implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("fault.limit_seconds", 180));

    /** By how much the rounds of fault tests are multiplied: 1 for every change, more for a night. */
    static final int FACTOR = Integer.getInteger("fault.factor", 1);

    private static final List<String> QUICK =
            FACTOR == 1 ? List.of("env", "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1") : List.of();

    private final Path directory;
    private final Path data;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ChildNode node;
    private NodePorts ports;
    private int starts;
    private int commands;

    NodeHarness(Path directory, Path data) {
        this.directory = directory;
        this.data = data;
    }

    /**
     * Starts the process only. Unless rounds are multiplied ({@code -Dfault.factor}), its code is compiled quickly rather
     * than well, which halves what a start costs.
     */
    void spawn(List<String> prefix, String... settings) throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(prefix);
        List<String> all = new ArrayList<>(List.of("rules.sign_on_required=false", "engine.warm_up_ms=100"));
        all.addAll(List.of(settings));
        node = ChildNode.start(data, directory.resolve("node-" + ++starts + ".log"), command, all);
    }

    /** Starts a node on other files, which the caller closes. */
    ChildNode spawnOn(Path files, String name) throws IOException {
        List<String> settings = List.of("rules.sign_on_required=false", "engine.warm_up_ms=0", "data.reserve_bytes=0");
        return ChildNode.start(files, directory.resolve(name + ".log"), QUICK, settings);
    }

    /** Waits until the doors are open. */
    void awaitDoors() throws IOException {
        ports = awaitDoors(node);
    }

    static NodePorts awaitDoors(ChildNode started) throws IOException {
        try {
            return started.awaitPorts(LIMIT);
        } catch (DemoException failed) {
            throw new DemoException(failed.getMessage() + threadsOf(started), failed);
        }
    }

    /** What the threads of a node do that does not do what it should. */
    private static String threadsOf(ChildNode silent) throws IOException {
        if (!silent.isAlive()) {
            return "";
        }
        Process dump = new ProcessBuilder("jstack", Long.toString(silent.pid()))
                .redirectErrorStream(true)
                .start();
        return "\n" + new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** True when the doors have opened, false when the process has ended instead. */
    boolean awaitDoorsOrEnd() throws IOException {
        try {
            awaitDoors();
            return true;
        } catch (DemoException failed) {
            if (node.isAlive()) {
                throw failed;
            }
            return false;
        }
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        node.kill();
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        node.terminate();
    }

    /** Waits for the end of the process; answers its exit code. */
    int awaitExit() {
        return node.awaitExit(LIMIT);
    }

    /** Where the doors are, or were last. */
    NodePorts ports() {
        return ports;
    }

    AdminClient admin() {
        return new AdminClient(ports.adminUri());
    }

    /** What {@code GET path} at the admin door answers, whatever the status. */
    String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ports.adminUri().resolve(path))
                .timeout(LIMIT)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What {@code medsettle verify} prints about the stopped node's files. */
    String verify() throws IOException, InterruptedException {
        return verify(data, directory.resolve("verify-" + starts + ".log"));
    }

    /** The same of any files. */
    static String verify(Path files, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        return run(List.of("verify", files.toString()), log);
    }

    /** Runs another command in a process of its own: its exit code and what it printed. */
    String medsettle(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments), directory.resolve("command-" + ++commands + ".log"));
    }

    private static String run(List<String> arguments, Path log) throws IOException, InterruptedException {
        Process process = ChildJvm.start(ChildJvm.command(QUICK, arguments), log);
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoException("medsettle " + arguments.get(0) + " did not end");
            }
            String printed = Files.readString(log).replaceFirst("^NOTE: Picked up JDK_JAVA_OPTIONS.*\n", "");
            return process.exitValue() + " " + printed.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A second node on the same files: its exit code and what it printed. */
    String startSecond() throws IOException {
        try (ChildNode second = ChildNode.start(data, directory.resolve("second.log"), List.of(), List.of())) {
            int exitCode = second.awaitExit(LIMIT);
            return exitCode + " " + second.output();
        }
    }

    /** The process; with a tracer in front, the tracer's. */
    long pid() {
        return node.pid();
    }

    /** Where the node prints to. */
    Path log() {
        return directory.resolve("node-" + starts + ".log");
    }

    String output() throws IOException {
        return node.output();
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }
}
