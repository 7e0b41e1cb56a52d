package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The books seen from outside: every key, every account that moved, the figures and their identities. The traffic must
 * be at rest.
 *
 * <p>Threads: the caller, with every look at the scene handed to the client's event loop.
 */
final class Audit {
    private static final int SETTLEMENTS_ONE_IN = 20;

    private final HisClient client;
    private final Scene scene;
    private final Duration limit;

    Audit(HisClient client, Scene scene, Duration limit) {
        this.client = client;
        this.scene = scene;
        this.limit = limit;
    }

    /** Runs everything; answers the digest it saw. What does not hold is in the scene's violations. */
    Map<String, String> run(NodePorts ports, AdminClient admin) throws IOException, InterruptedException {
        SweepRun.run(client, ports, new OutcomeSweep(scene), limit, "the outcomes of all keys");
        SweepRun.run(client, ports, new SettlementSweep(scene, SETTLEMENTS_ONE_IN), limit, "settlements by id");
        SweepRun.run(client, ports, new BalanceSweep(scene), limit, "the balances");
        Map<String, String> digest = admin.digest();
        Traffic.await(
                CompletableFuture.runAsync(() -> checkSums(digest), client.loop()), limit, "the client's own loop");
        return digest;
    }

    private void checkSums(Map<String, String> digest) {
        DigestCheck check = new DigestCheck(digest, scene.violations());
        check.checkIdentities();
        check.checkAgainst(scene.population(), scene.books());
        long[] ids = scene.witness().sortedSettlementIds();
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                scene.violations().add("setl_id " + ids[i] + " was given twice");
            }
        }
        scene.violations()
                .expectEqual(
                        "settlements known to the client",
                        scene.books().settlements() - scene.books().tillSettlements(),
                        ids.length);
    }
}
