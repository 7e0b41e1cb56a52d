package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The main job end to end: population, node, imports, traffic, SIGKILL in the middle of it, restart, traffic, audit,
 * SIGTERM, offline verification, table.
 *
 * <p>Failure: {@link #run} answers false when anything did not hold; {@link DemoException} when it could not go on. In
 * every case the node is stopped and the directory removed, unless it was asked to stay and all is well.
 */
@ThreadConfined(Threads.CALLER)
public final class DemoRun {
    private static final Duration NODE_LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP_LIMIT = Duration.ofMinutes(5);
    private static final long PROGRESS_MS = 2_000;
    private static final List<String> SETTINGS = List.of("rules.sign_on_required=false");

    private final DemoOptions options;
    private final PrintWriter out;
    private final Progress progress;
    private final RunTimes times = new RunTimes();

    public DemoRun(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        progress = new Progress(out);
    }

    /** Runs it all; true when every acknowledged settlement was found once and the books balance. */
    public boolean run() throws IOException, InterruptedException {
        ChildNode node = null;
        try (DemoDirectory directory = DemoDirectory.create();
                HisClient client = new HisClient()) {
            node = startNode(directory, "node-1");
            DemoPopulation population = makePopulation(directory);
            NodePorts ports = awaitDoors(node);
            importAll(directory, ports);
            Scene scene = Scene.of(population);
            Traffic traffic = new Traffic(
                    client, scene, DemoOptions.WINDOWS, DemoOptions.SHARDS, options.seed(), Traffic::anyRemedy);
            Tills tills = new Tills(scene, client, DemoOptions.TILLS, DemoOptions.SHARDS, options.seed(), NODE_LIMIT);
            driveToTheKill(client, scene, traffic, tills, ports);
            long killedNs = System.nanoTime();
            tills.lose();
            node.kill();
            traffic.awaitAllLost(NODE_LIMIT);
            progress.say("killed with SIGKILL while requests were in flight; starting it again");
            node = startNode(directory, "node-2");
            ports = node.awaitPorts(NODE_LIMIT);
            times.doorsOpenNs = System.nanoTime() - killedNs;
            driveToTheEnd(scene, traffic, tills, ports, killedNs);
            return conclude(client, scene, tills, directory, node, ports);
        } finally {
            if (node != null) {
                node.close();
            }
        }
    }

    private ChildNode startNode(DemoDirectory directory, String name) throws IOException {
        return ChildNode.start(directory.data(), directory.log(name), List.of(), SETTINGS);
    }

    private DemoPopulation makePopulation(DemoDirectory directory) throws IOException {
        long beginNs = System.nanoTime();
        DemoSetup.makePopulation(options.accounts(), options.seed(), directory.population());
        DemoPopulation population = DemoPopulation.read(directory.population());
        times.populationNs = System.nanoTime() - beginNs;
        progress.say(String.format(
                Locale.ROOT,
                "made %,d persons and %,d institutions",
                population.size(),
                population.venues().size()));
        return population;
    }

    private NodePorts awaitDoors(ChildNode node) throws IOException {
        NodePorts ports = node.awaitPorts(NODE_LIMIT);
        times.startNs = progress.sinceBeginNs();
        progress.say("node " + node.pid() + " is up: HIS door " + ports.his().getPort() + ", admin door "
                + ports.admin().getPort());
        return ports;
    }

    private void importAll(DemoDirectory directory, NodePorts ports) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        DemoSetup.importAll(directory.population(), ports.adminUri());
        times.importNs = System.nanoTime() - beginNs;
        progress.say(String.format(Locale.ROOT, "imported in %.1f s", RunTimes.seconds(times.importNs)));
    }

    private void driveToTheKill(HisClient client, Scene scene, Traffic traffic, Tills tills, NodePorts ports) {
        SweepRun.run(client, ports, new SignOnSweep(scene), STEP_LIMIT, "sign-on");
        progress.say(
                "institutions signed on; " + DemoOptions.WINDOWS + " windows and " + DemoOptions.TILLS + " tills open");
        traffic.connect(ports, new AdminClient(ports.adminUri()), NODE_LIMIT);
        tills.open(ports.pos());
        long beginNs = System.nanoTime();
        await(traffic.runUntil(options.settlements() / 2), scene, traffic);
        times.trafficBeforeNs = System.nanoTime() - beginNs;
    }

    private void driveToTheEnd(Scene scene, Traffic traffic, Tills tills, NodePorts ports, long killedNs) {
        Traffic.await(traffic.onLoop(scene.figures()::afterKill), NODE_LIMIT, "the client's own loop");
        CompletableFuture<Void> first = traffic.runUntil(scene.figures().settled + 1);
        long beginNs = System.nanoTime();
        traffic.connect(ports, new AdminClient(ports.adminUri()), NODE_LIMIT);
        tills.open(ports.pos());
        Traffic.await(first, STEP_LIMIT, "the first settlement after the kill");
        times.firstAnswerNs = System.nanoTime() - killedNs;
        progress.say(String.format(
                Locale.ROOT, "settling again %.2f s after the kill", RunTimes.seconds(times.firstAnswerNs)));
        await(traffic.runUntil(options.settlements()), scene, traffic);
        traffic.finish(STEP_LIMIT);
        tills.finish();
        times.trafficAfterNs = System.nanoTime() - beginNs;
        progress.say(String.format(Locale.ROOT, "%,d settlements acknowledged; auditing", scene.figures().settled));
    }

    private void await(CompletableFuture<Void> reached, Scene scene, Traffic traffic) {
        long deadlineNs = System.nanoTime() + STEP_LIMIT.toNanos();
        while (System.nanoTime() < deadlineNs) {
            try {
                reached.get(PROGRESS_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                CompletableFuture<Long> settled = new CompletableFuture<>();
                Traffic.await(
                        traffic.onLoop(() -> settled.complete(scene.figures().settled)),
                        NODE_LIMIT,
                        "the client's own loop");
                progress.say(String.format(Locale.ROOT, "%,d settlements acknowledged", settled.join()));
            } catch (ExecutionException failed) {
                throw new DemoException("the traffic failed", failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new DemoException("interrupted", stopped);
            }
        }
        throw new DemoException("the traffic stands still");
    }

    private boolean conclude(
            HisClient client, Scene scene, Tills tills, DemoDirectory directory, ChildNode node, NodePorts ports)
            throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        Map<String, String> digest = new Audit(client, scene, STEP_LIMIT).run(ports, new AdminClient(ports.adminUri()));
        times.auditNs = System.nanoTime() - beginNs;
        String verified = options.isStaying() ? "" : stopAndVerify(scene, directory, node, digest);
        times.totalNs = progress.sinceBeginNs();
        new DemoReport(out, scene, tills.figures(), times).print(digest, verified);
        boolean isBalanced = scene.violations().count() == 0;
        if (options.isStaying() && isBalanced) {
            directory.keep();
            node.leaveRunning();
            tellHowToStop(directory, node, ports);
        }
        return isBalanced;
    }

    private String stopAndVerify(Scene scene, DemoDirectory directory, ChildNode node, Map<String, String> digest)
            throws IOException {
        node.terminate();
        int exitCode = node.awaitExit(NODE_LIMIT);
        scene.violations().expectEqual("exit code after SIGTERM", 0, exitCode);
        progress.say("stopped with SIGTERM; verifying its files");
        long beginNs = System.nanoTime();
        OfflineVerify verify = OfflineVerify.run(directory.data(), directory.log("verify"), STEP_LIMIT);
        times.verifyNs = System.nanoTime() - beginNs;
        String live = digest.getOrDefault("state_digest", "");
        if (!verify.isClean()) {
            scene.violations().add("medsettle verify: " + verify.output());
        } else if (live.isEmpty() || !verify.output().contains(live)) {
            scene.violations().add("the live digest is " + live + ", but verify says: " + verify.output());
        }
        return verify.isClean()
                ? String.format(
                        Locale.ROOT, ", the same from the journal offline (%.1f s)", RunTimes.seconds(times.verifyNs))
                : ", NOT verified";
    }

    private void tellHowToStop(DemoDirectory directory, ChildNode node, NodePorts ports) {
        out.println();
        out.println("The node stays: HIS door http://" + ports.his().getHostString() + ":"
                + ports.his().getPort() + "/fsi/api/callService, admin door " + ports.adminUri() + ", console "
                + ports.adminUri() + "/console/");
        out.println("Its files are in " + directory.root() + ". To stop it: kill " + node.pid());
        out.flush();
    }
}
