package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A node as a child process on one data directory, with the demo's windows in front of it, for tests that kill it in
 * many ways. The client remembers across restarts, so that the books can be audited as a whole after each of them.
 *
 * <p>The process is {@link NodeHarness}'s, the load {@link DemoWindows}'; here is what concerns both. Threads: one.
 */
public final class NodeUnderLoad implements AutoCloseable {
    public static final Duration LIMIT = NodeHarness.LIMIT;

    /** By how much the rounds of fault tests are multiplied: 1 for every change, more for a night. */
    public static final int FACTOR = NodeHarness.FACTOR;

    private final Path directory;
    private final NodeHarness node;
    private final DemoWindows windows;

    /**
     * {@code isAskingAlways}: every lost request is asked for by its key, so that none that was done goes unnoticed.
     */
    public NodeUnderLoad(Path directory, Path data, int persons, long seed, boolean isAskingAlways) {
        this.directory = directory;
        node = new NodeHarness(directory, data);
        windows = new DemoWindows(persons, seed, isAskingAlways);
    }

    /** Starts the node behind {@code prefix}; the first start imports the population. */
    public void start(List<String> prefix, String... settings) throws IOException, InterruptedException {
        spawn(prefix, settings);
        awaitDoors();
        if (!windows.isPeopled()) {
            windows.people(directory.resolve("population"), node.ports());
        }
    }

    /** Starts the process only. */
    public void spawn(List<String> prefix, String... settings) throws IOException {
        node.spawn(prefix, settings);
    }

    /** Waits until the doors are open. */
    public void awaitDoors() throws IOException {
        node.awaitDoors();
    }

    /** True when the doors have opened, false when the process has ended instead. */
    public boolean awaitDoorsOrEnd() throws IOException {
        return node.awaitDoorsOrEnd();
    }

    /** Opens the windows; the future completes when so many more settlements have been acknowledged. */
    public CompletableFuture<Void> load(long moreSettlements) {
        return windows.load(moreSettlements, node.ports());
    }

    /** Waits for what {@link #load} has promised. */
    public void await(CompletableFuture<Void> reached) {
        windows.await(reached);
    }

    /** Settlements acknowledged so far. */
    public long settled() {
        return windows.settled();
    }

    /** SIGKILL; returns when the node is gone and every window knows. */
    public void kill() {
        node.kill();
        windows.awaitAllLost();
    }

    /** SIGTERM; answers the exit code when every window knows. */
    public int terminate() {
        node.terminate();
        return awaitEnd();
    }

    /** Waits until the node has ended by itself and every window knows; answers its exit code. */
    public int awaitEnd() {
        int exitCode = node.awaitExit();
        windows.awaitAllLost();
        return exitCode;
    }

    /** Waits for the end of a process that never opened its doors; answers its exit code. */
    public int awaitExit() {
        return node.awaitExit();
    }

    /** Reconnects the windows, lets them settle what is open and come to rest, and audits everything. */
    public Findings audit() throws IOException, InterruptedException {
        return windows.audit(node.ports());
    }

    /** From now on notes for each answer where an outside record of the disk stands by then; see {@link #auditCut}. */
    public void noteAnswers(LongSupplier position) {
        windows.noteAnswers(position);
    }

    /** Lets the windows settle what is open and come to rest. */
    public void rest() {
        windows.rest();
    }

    /**
     * Starts another node, on files as they were when the record of the disk stood at {@code cut}, and asks it for everything.
     * Its process is gone on return.
     */
    public Findings auditCut(Path files, long cut, String name) throws IOException, InterruptedException {
        try (ChildNode other = node.spawnOn(files, name)) {
            CutSweep sweep = windows.askAfterCut(NodeHarness.awaitDoors(other), cut, name);
            other.terminate();
            if (other.awaitExit(LIMIT) != 0) {
                sweep.violations().add("the node on " + name + " did not go down well: " + other.tail());
            }
            return new Findings(
                    sweep.acknowledged(),
                    sweep.acknowledged(),
                    sweep.lost(),
                    0,
                    sweep.violations().first());
        }
    }

    public Map<String, String> digest() throws IOException, InterruptedException {
        return node.admin().digest();
    }

    /** What {@code medsettle verify} prints about the stopped node's files. */
    public String verify() throws IOException, InterruptedException {
        return node.verify();
    }

    /** The same of any files. */
    public static String verify(Path files, Path log) throws IOException, InterruptedException {
        return NodeHarness.verify(files, log);
    }

    /** Runs another command in a process of its own: its exit code and what it printed. */
    public String medsettle(String... arguments) throws IOException, InterruptedException {
        return node.medsettle(arguments);
    }

    /** A second node on the same files: its exit code and what it printed. */
    public String startSecond() throws IOException {
        return node.startSecond();
    }

    /** From here on, {@link #fastestSettleNs} counts. */
    public void watchLatency() {
        windows.watchLatency();
    }

    /** The shortest time from a settlement's request to its answer since {@link #watchLatency}; the traffic is at rest. */
    public long fastestSettleNs() {
        return windows.figures().settleNs(true).getMinValue();
    }

    /** Requests that got no answer, and of those the ones that had been done nevertheless. */
    public long unanswered() {
        return windows.figures().lost;
    }

    public long unansweredButDone() {
        return windows.figures().askedDone + windows.figures().reversedDone;
    }

    public int hisPort() {
        return node.ports().his().getPort();
    }

    public int adminPort() {
        return node.ports().admin().getPort();
    }

    public InetSocketAddress pos() {
        return node.ports().pos();
    }

    /** The node's process; with a tracer in front, the tracer's. */
    public long pid() {
        return node.pid();
    }

    /** What {@code GET path} at the admin door answers, whatever the status. */
    public String ask(String path) throws IOException, InterruptedException {
        return node.ask(path);
    }

    /** Where the node prints to. */
    public Path log() {
        return node.log();
    }

    public String output() throws IOException {
        return node.output();
    }

    @Override
    public void close() {
        node.close();
        windows.close();
    }
}
