package org.medsettle.gateway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.medsettle.gateway.cli.demo.FakeLedger.Fault;

/**
 * What the demo's verdict is worth: its client runs against a ledger that is right, through a kill that leaves answers
 * out, and against ledgers that are wrong in one way each, which must all be found.
 */
class AuditTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WINDOWS = 8;
    private static final long SEED = 20261122;

    @Test
    void shouldFindNothingInBooksThatAreRight() throws Exception {
        Scene scene = drive(Fault.NONE, 3_000);

        assertEquals(List.of(), scene.violations().first());
        assertTrue(scene.figures().lost > 0, "the kill left requests without an answer");
        assertTrue(scene.books().lostCards() > 0, "cards were reported lost");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindThePlantedFault(Fault fault) throws Exception {
        assertTrue(drive(fault, 2_000).violations().count() > 0, () -> fault + " went unnoticed");
    }

    private static Scene drive(Fault fault, int settlements) throws Exception {
        DemoPopulation population = SmallPopulation.of(400);
        try (FakeNode node = new FakeNode(new FakeLedger(population, fault));
                HisClient client = new HisClient()) {
            Scene scene = Scene.of(population);
            SweepRun.run(client, node.ports(), new SignOnSweep(scene), LIMIT, "sign-on");
            Traffic traffic = new Traffic(client, scene, WINDOWS, WINDOWS, SEED, Traffic::anyRemedy);
            CompletableFuture<Void> half = traffic.runUntil(settlements / 2);
            traffic.connect(node.ports(), new AdminClient(node.ports().adminUri()), LIMIT);
            Traffic.await(half, LIMIT, "half of the settlements");

            node.killAfter(WINDOWS / 2);
            traffic.awaitAllLost(LIMIT);
            node.restart();

            CompletableFuture<Void> all = traffic.runUntil(settlements);
            traffic.connect(node.ports(), new AdminClient(node.ports().adminUri()), LIMIT);
            Traffic.await(all, LIMIT, "all settlements");
            traffic.finish(LIMIT);
            new Audit(client, scene, LIMIT)
                    .run(node.ports(), new AdminClient(node.ports().adminUri()));
            return scene;
        }
    }
}
