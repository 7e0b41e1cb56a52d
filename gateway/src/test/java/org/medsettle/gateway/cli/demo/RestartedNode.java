package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A node that is told to stop and started again on its directory while windows and tills work. They honour what they are
 * told: what was not taken they send again, and on a connection whose end was announced they send nothing more.
 *
 * <p>Threads: one. Units: nanoseconds.
 */
public final class RestartedNode implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int WINDOWS = 32;
    private static final int TILLS = 8;
    private static final int SHARDS = WINDOWS + TILLS;
    private static final long SEED = 21;

    private final Path directory;
    private final int persons;
    private final List<String> settings = new ArrayList<>(List.of("rules.sign_on_required=false"));
    private final HisClient client = new HisClient();
    private ChildNode node;
    private NodePorts ports;
    private Scene scene;
    private Traffic traffic;
    private Tills tills;
    private int starts;

    /**
     * One restart under load.
     *
     * @param stopNs from the signal to the end of the process
     * @param awayNs from the signal to the next settlement
     */
    public record Restart(int exitCode, long stopNs, long awayNs) {}

    /**
     * What the clients have seen of all restarts.
     *
     * @param answered requests of the windows that were answered for good
     * @param purchases what the tills have sold
     * @param notTaken requests and messages that a node going down has answered without taking them
     * @param unanswered requests and messages that never got an answer
     * @param howUnanswered those of the tills, in words
     */
    public record Seen(
            long settled, long answered, long purchases, long notTaken, long unanswered, List<String> howUnanswered) {}

    public RestartedNode(Path directory, int persons, String... settings) {
        this.directory = directory;
        this.persons = persons;
        this.settings.addAll(List.of(settings));
    }

    /** Starts the node, imports the population and lets windows and tills begin. */
    public void open() throws IOException, InterruptedException {
        start();
        Path files = Files.createDirectories(directory.resolve("population"));
        DemoSetup.makePopulation(persons, SEED, files);
        DemoSetup.importAll(files, ports.adminUri());
        scene = Scene.of(DemoPopulation.read(files));
        SweepRun.run(client, ports, new SignOnSweep(scene), LIMIT, "sign-on");
        traffic = new Traffic(client, scene, WINDOWS, SHARDS, SEED, Traffic::anyRemedy);
        tills = new Tills(scene, client, TILLS, SHARDS, SEED, LIMIT);
        connect();
    }

    private void start() throws IOException {
        Path log = directory.resolve("node-" + ++starts + ".log");
        node = ChildNode.start(directory.resolve("data"), log, List.of(), settings);
        ports = node.awaitPorts(LIMIT);
    }

    private void connect() {
        traffic.connect(ports, new AdminClient(ports.adminUri()), LIMIT);
        tills.open(ports.pos());
    }

    /** Lets so many more settlements be acknowledged. */
    public void work(long settlements) {
        traffic.awaitWindows(more(settlements), LIMIT, "settlements");
    }

    private CompletableFuture<Void> more(long settlements) {
        return traffic.runUntil(read(() -> scene.figures().settled) + settlements);
    }

    /** SIGTERM in the middle of the work, and the next node as soon as this one has ended. */
    public Restart restart() throws IOException {
        long fromNs = System.nanoTime();
        node.terminate();
        int exitCode = node.awaitExit(LIMIT);
        final long stopNs = System.nanoTime() - fromNs;
        tills.lose();
        traffic.awaitAllLost(LIMIT);
        start();
        CompletableFuture<Void> next = more(1);
        connect();
        traffic.awaitWindows(next, LIMIT, "the first settlement of the next node");
        return new Restart(exitCode, stopNs, System.nanoTime() - fromNs);
    }

    /** Lets windows and tills come to an end and audits everything from outside. */
    public Findings audit() throws IOException, InterruptedException {
        traffic.finish(LIMIT);
        tills.finish();
        AcknowledgedSweep sweep = new AcknowledgedSweep(scene);
        SweepRun.run(client, ports, sweep, LIMIT, "every acknowledged settlement");
        new Audit(client, scene, LIMIT).run(ports, new AdminClient(ports.adminUri()));
        long[] ids = scene.witness().sortedSettlementIds();
        long twice = ids.length - Arrays.stream(ids).distinct().count();
        return new Findings(
                sweep.asked(),
                sweep.asked(),
                sweep.lost(),
                twice,
                scene.violations().first());
    }

    public Seen seen() {
        TrafficFigures windows = scene.figures();
        TillFigures sold = tills.figures();
        return new Seen(
                read(() -> windows.settled),
                read(windows::messages),
                sold.purchasesMade(),
                read(() -> windows.draining) + sold.messagesNotTaken(),
                read(() -> windows.lost) + sold.messagesUnanswered(),
                sold.howUnanswered());
    }

    private long read(LongSupplier figure) {
        CompletableFuture<Long> value = new CompletableFuture<>();
        Traffic.await(traffic.onLoop(() -> value.complete(figure.getAsLong())), LIMIT, "the client's loop");
        return value.join();
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        client.close();
    }
}
