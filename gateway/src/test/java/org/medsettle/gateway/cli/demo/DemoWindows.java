package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.medsettle.gateway.cli.demo.Recovery.Remedy;

/**
 * The demo's windows with all they remember: they settle, lose their node, come back to another, and have the books audited as a
 * whole. Threads: one; the windows themselves live on the client's loop. Failure: what does not come in time is a
 * {@link DemoException}.
 */
final class DemoWindows implements AutoCloseable {
    private static final Duration LIMIT = NodeHarness.LIMIT;
    private static final int WINDOWS = 32;

    private final HisClient client = new HisClient();
    private final int persons;
    private final long seed;
    private final boolean isAskingAlways;
    private Scene scene;
    private Traffic traffic;
    private boolean isConnected;
    private long audited;
    private AnswerClock clock;

    /** {@code isAskingAlways} as for {@link NodeUnderLoad}. */
    DemoWindows(int persons, long seed, boolean isAskingAlways) {
        this.persons = persons;
        this.seed = seed;
        this.isAskingAlways = isAskingAlways;
    }

    /** Whether the population has been imported. */
    boolean isPeopled() {
        return scene != null;
    }

    /** Imports the population, by way of {@code files}, and signs the institutions on. */
    void people(Path files, NodePorts ports) throws IOException, InterruptedException {
        Files.createDirectories(files);
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
    CompletableFuture<Void> load(long moreSettlements, NodePorts ports) {
        CompletableFuture<Void> reached = traffic.runUntil(settled() + moreSettlements);
        connect(ports);
        return reached;
    }

    private void connect(NodePorts ports) {
        if (!isConnected) {
            traffic.connect(ports, new AdminClient(ports.adminUri()), LIMIT);
            isConnected = true;
        }
    }

    /** Waits for what {@link #load} has promised. */
    void await(CompletableFuture<Void> reached) {
        traffic.awaitWindows(reached, LIMIT, "settlements");
    }

    /** Settlements acknowledged so far. */
    long settled() {
        CompletableFuture<Long> settled = new CompletableFuture<>();
        Traffic.await(traffic.onLoop(() -> settled.complete(scene.figures().settled)), LIMIT, "the client's loop");
        return settled.join();
    }

    /** Waits until every window knows that its node is gone. */
    void awaitAllLost() {
        if (isConnected) {
            traffic.awaitAllLost(LIMIT);
        }
        isConnected = false;
    }

    /** Reconnects, lets the windows settle what is open and come to rest, and audits everything. */
    Findings audit(NodePorts ports) throws IOException, InterruptedException {
        connect(ports);
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

    /** From now on notes for each answer where an outside record of the disk stands by then; see {@link #askAfterCut}. */
    void noteAnswers(LongSupplier position) {
        clock = new AnswerClock(client, scene.witness(), position);
        Traffic.await(traffic.onLoop(clock::start), LIMIT, "the client's loop");
    }

    /** Lets the windows settle what is open and come to rest. */
    void rest() {
        traffic.finish(LIMIT);
        if (clock != null) {
            Traffic.await(traffic.onLoop(clock::stop), LIMIT, "the client's loop");
        }
    }

    /** Asks a node on files as they were when the record of the disk stood at {@code cut} for everything. */
    CutSweep askAfterCut(NodePorts at, long cut, String name) throws IOException, InterruptedException {
        CutSweep sweep = new CutSweep(scene, clock, cut);
        SweepRun.run(client, at, sweep, LIMIT, "every key of " + name);
        new DigestCheck(new AdminClient(at.adminUri()).digest(), sweep.violations()).checkIdentities();
        return sweep;
    }

    /** From here on, the figures' latencies count anew. */
    void watchLatency() {
        Traffic.await(traffic.onLoop(scene.figures()::afterKill), LIMIT, "the client's loop");
    }

    /** What has been counted; to be read while the traffic is at rest. */
    TrafficFigures figures() {
        return scene.figures();
    }

    @Override
    public void close() {
        client.close();
    }
}
