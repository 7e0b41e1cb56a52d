package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.medsettle.gateway.cli.demo.Recovery.Remedy;

/**
 * A node as a child process on one data directory, with the demo's windows in front of it, for tests that kill it in
 * many ways. The client remembers across restarts, so that the books can be audited as a whole after each of them.
 */
public final class NodeUnderLoad implements AutoCloseable {
    public static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("fault.limit_seconds", 180));

    /** By how much the rounds of fault tests are multiplied: 1 for every change, more for a night. */
    public static final int FACTOR = Integer.getInteger("fault.factor", 1);

    private static final List<String> QUICK =
            FACTOR == 1 ? List.of("env", "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1") : List.of();
    private static final int WINDOWS = 32;

    private final Path directory;
    private final Path data;
    private final int persons;
    private final long seed;
    private final HisClient client = new HisClient();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final boolean isAskingAlways;
    private ChildNode node;
    private NodePorts ports;
    private Scene scene;
    private Traffic traffic;
    private boolean isConnected;
    private int starts;
    private int commands;
    private long audited;
    private AnswerClock clock;

    /**
     * {@code isAskingAlways}: every lost request is asked for by its key, so that none that was done goes unnoticed.
     */
    public NodeUnderLoad(Path directory, Path data, int persons, long seed, boolean isAskingAlways) {
        this.directory = directory;
        this.data = data;
        this.persons = persons;
        this.seed = seed;
        this.isAskingAlways = isAskingAlways;
    }

    /** Starts the node behind {@code prefix}; the first start imports the population. */
    public void start(List<String> prefix, String... settings) throws IOException, InterruptedException {
        spawn(prefix, settings);
        awaitDoors();
        if (scene == null) {
            importPopulation();
        }
    }

    /**
     * Starts the process only. Unless rounds are multiplied ({@code -Dfault.factor}), its code is compiled quickly rather
     * than well, which halves what a start costs.
     */
    public void spawn(List<String> prefix, String... settings) throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(prefix);
        List<String> all = new ArrayList<>(List.of("rules.sign_on_required=false", "engine.warm_up_ms=100"));
        all.addAll(List.of(settings));
        node = ChildNode.start(data, directory.resolve("node-" + ++starts + ".log"), command, all);
    }

    /** Waits until the doors are open. */
    public void awaitDoors() throws IOException {
        ports = awaitPorts(node);
    }

    private static NodePorts awaitPorts(ChildNode started) throws IOException {
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
    public boolean awaitDoorsOrEnd() throws IOException {
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

    private void importPopulation() throws IOException, InterruptedException {
        Path files = Files.createDirectories(directory.resolve("population"));
        DemoSetup.makePopulation(persons, seed, files);
        DemoSetup.importAll(files, ports.adminUri());
        scene = Scene.of(DemoPopulation.read(files));
        SweepRun.run(client, ports, new SignOnSweep(scene), LIMIT, "sign-on");
        traffic = new Traffic(
                client,
                scene,
                WINDOWS,
                WINDOWS,
                seed,
                isAskingAlways ? (step, workload) -> Remedy.ASK : Traffic::anyRemedy);
    }

    /** Opens the windows; the future completes when so many more settlements have been acknowledged. */
    public CompletableFuture<Void> load(long moreSettlements) {
        CompletableFuture<Void> reached = traffic.runUntil(settled() + moreSettlements);
        connect();
        return reached;
    }

    private void connect() {
        if (!isConnected) {
            traffic.connect(ports, new AdminClient(ports.adminUri()), LIMIT);
            isConnected = true;
        }
    }

    /** Waits for what {@link #load} has promised. */
    public void await(CompletableFuture<Void> reached) {
        traffic.awaitWindows(reached, LIMIT, "settlements");
    }

    /** Settlements acknowledged so far. */
    public long settled() {
        CompletableFuture<Long> settled = new CompletableFuture<>();
        Traffic.await(traffic.onLoop(() -> settled.complete(scene.figures().settled)), LIMIT, "the client's loop");
        return settled.join();
    }

    /** SIGKILL; returns when the node is gone and every window knows. */
    public void kill() {
        node.kill();
        awaitAllLost();
    }

    /** SIGTERM; answers the exit code when every window knows. */
    public int terminate() {
        node.terminate();
        return awaitEnd();
    }

    /** Waits until the node has ended by itself and every window knows; answers its exit code. */
    public int awaitEnd() {
        int exitCode = node.awaitExit(LIMIT);
        awaitAllLost();
        return exitCode;
    }

    private void awaitAllLost() {
        if (isConnected) {
            traffic.awaitAllLost(LIMIT);
        }
        isConnected = false;
    }

    /** Waits for the end of a process that never opened its doors; answers its exit code. */
    public int awaitExit() {
        return node.awaitExit(LIMIT);
    }

    /** Reconnects the windows, lets them settle what is open and come to rest, and audits everything. */
    public Findings audit() throws IOException, InterruptedException {
        connect();
        traffic.finish(LIMIT);
        AcknowledgedSweep sweep = new AcknowledgedSweep(scene);
        SweepRun.run(client, ports, sweep, LIMIT, "every acknowledged settlement");
        Map<String, String> figures = new Audit(client, scene, LIMIT).run(ports, new AdminClient(ports.adminUri()));
        long beyond = Math.max(
                0, Long.parseLong(figures.get("settlements")) - scene.books().settlements());
        long[] ids = scene.witness().sortedSettlementIds();
        long twice = ids.length - Arrays.stream(ids).distinct().count();
        long fresh = sweep.asked() - audited;
        audited = sweep.asked();
        return new Findings(
                sweep.asked(),
                fresh,
                sweep.lost(),
                beyond + twice,
                scene.violations().first());
    }

    /** From now on notes for each answer where an outside record of the disk stands by then; see {@link #auditCut}. */
    public void noteAnswers(LongSupplier position) {
        clock = new AnswerClock(client, scene.witness(), position);
        Traffic.await(traffic.onLoop(clock::start), LIMIT, "the client's loop");
    }

    /** Lets the windows settle what is open and come to rest. */
    public void rest() {
        traffic.finish(LIMIT);
        if (clock != null) {
            Traffic.await(traffic.onLoop(clock::stop), LIMIT, "the client's loop");
        }
    }

    /**
     * Starts another node, on files as they were when the record of the disk stood at {@code cut}, and asks it for everything.
     * Its process is gone on return.
     */
    public Findings auditCut(Path files, long cut, String name) throws IOException, InterruptedException {
        List<String> settings = List.of("rules.sign_on_required=false", "engine.warm_up_ms=0", "data.reserve_bytes=0");
        try (ChildNode other = ChildNode.start(files, directory.resolve(name + ".log"), QUICK, settings)) {
            NodePorts at = awaitPorts(other);
            CutSweep sweep = new CutSweep(scene, clock, cut);
            SweepRun.run(client, at, sweep, LIMIT, "every key of " + name);
            DigestCheck identities = new DigestCheck(new AdminClient(at.adminUri()).digest(), sweep.violations());
            identities.checkIdentities();
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
        return new AdminClient(ports.adminUri()).digest();
    }

    /** What {@code medsettle verify} prints about the stopped node's files. */
    public String verify() throws IOException, InterruptedException {
        return verify(data, directory.resolve("verify-" + starts + ".log"));
    }

    /** The same of any files. */
    public static String verify(Path files, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        return run(List.of("verify", files.toString()), log);
    }

    /** Runs another command in a process of its own: its exit code and what it printed. */
    public String medsettle(String... arguments) throws IOException, InterruptedException {
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
    public String startSecond() throws IOException {
        try (ChildNode second = ChildNode.start(data, directory.resolve("second.log"), List.of(), List.of())) {
            int exitCode = second.awaitExit(LIMIT);
            return exitCode + " " + second.output();
        }
    }

    /** From here on, {@link #fastestSettleNs} counts. */
    public void watchLatency() {
        Traffic.await(traffic.onLoop(scene.figures()::afterKill), LIMIT, "the client's loop");
    }

    /** The shortest time from a settlement's request to its answer since {@link #watchLatency}; the traffic is at rest. */
    public long fastestSettleNs() {
        return scene.figures().settleNs(true).getMinValue();
    }

    /** Requests that got no answer, and of those the ones that had been done nevertheless. */
    public long unanswered() {
        return scene.figures().lost;
    }

    public long unansweredButDone() {
        return scene.figures().askedDone + scene.figures().reversedDone;
    }

    public int hisPort() {
        return ports.his().getPort();
    }

    public int adminPort() {
        return ports.admin().getPort();
    }

    public InetSocketAddress pos() {
        return ports.pos();
    }

    /** The node's process; with a tracer in front, the tracer's. */
    public long pid() {
        return node.pid();
    }

    /** What {@code GET path} at the admin door answers, whatever the status. */
    public String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ports.adminUri().resolve(path))
                .timeout(LIMIT)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Where the node prints to. */
    public Path log() {
        return directory.resolve("node-" + starts + ".log");
    }

    public String output() throws IOException {
        return node.output();
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        client.close();
    }
}
