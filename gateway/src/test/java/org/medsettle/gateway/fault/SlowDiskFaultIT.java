package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** A disk whose forces take their time: {@code strace} holds each fdatasync back. No answer comes before its force has ended. */
class SlowDiskFaultIT {
    private static final int DELAY_MS = 80;
    private static final int SETTLEMENTS = 400;
    private static final int STALL_MS = 8_000;
    private static final String STALLED = "journal stalled: the disk has not finished a force for 5 seconds";

    @TempDir
    private Path directory;

    @BeforeAll
    static void needTools() throws Exception {
        Machine.needs("strace");
    }

    @Test
    void shouldAnswerNoSettlementBeforeItsSlowForceHasEnded() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("slow disk: each force " + DELAY_MS + " ms");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 1, false)) {
            node.start(List.of());
            try (Tracer slow = slow(node, data, "delay_enter=" + DELAY_MS * 1_000)) {
                node.watchLatency();
                node.await(node.load(SETTLEMENTS));
                node.rest();
            }
            assertTrue(
                    node.fastestSettleNs() >= TimeUnit.MILLISECONDS.toNanos(DELAY_MS),
                    "a settlement was answered after " + node.fastestSettleNs() + " ns");
            run.audited(node.audit(), "slow disk");
            OfflineBooks.check(node, data, directory);
        }
    }

    @Test
    void shouldSayThatAForceDoesNotComeBackAndGoOnWhenItDoes() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("slow disk: one force " + STALL_MS / 1_000 + " s");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 2, false)) {
            node.start(List.of());
            try (Tracer stall = slow(node, data, "delay_enter=" + STALL_MS * 1_000 + ":when=30")) {
                CompletableFuture<Void> reached = node.load(SETTLEMENTS);
                Await.until("readiness tells of the stall", () -> node.ask("/readyz")
                        .contains(STALLED));
                assertTrue(node.ask("/metrics").contains("medsettle_journal_stalled 1.0"));

                node.await(reached);
                Await.until("it is ready again", () -> node.ask("/readyz").startsWith("{\"ready\":true"));
            }
            run.audited(node.audit(), "stalled disk");
            assertEquals(0, node.unanswered(), "requests lost while the disk stood still");
            OfflineBooks.check(node, data, directory);
        }
    }

    private Tracer slow(NodeUnderLoad node, Path data, String delay) throws Exception {
        Path segment = data.resolve("journal").resolve("00000000000000000001.mj");
        return Tracer.attach(node.pid(), segment, "fdatasync:" + delay, directory);
    }
}
