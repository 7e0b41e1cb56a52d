package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** One SIGKILL under load, as a short form of {@link KillFaultIT} in every build. */
class KillIT {
    @TempDir
    private Path directory;

    @Test
    void shouldKeepEveryAcknowledgedSettlementOnceWhenKilledUnderLoad() throws Exception {
        try (NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 1_000, 7, false)) {
            node.start(List.of());
            CompletableFuture<Void> someTraffic = node.load(1_500);
            node.await(someTraffic);

            node.kill();
            node.start(List.of());

            assertEquals(List.of(), node.audit().violations());
            assertTrue(node.unanswered() > 0, "requests were in flight when the node was killed");
        }
    }
}
