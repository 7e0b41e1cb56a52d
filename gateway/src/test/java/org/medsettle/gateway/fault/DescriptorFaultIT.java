package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.Findings;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;
import org.medsettle.gateway.posclient.TillPopulation;

/** Few file descriptors: too few for the doors is said at the start; with just enough, full doors do not keep the journal. */
class DescriptorFaultIT {
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int HIS_CONNECTIONS = 60;
    private static final int MORE = 40;
    private static final int PERSONS = 20;

    @TempDir
    private Path directory;

    @BeforeAll
    static void needTools() throws Exception {
        Machine.needs("prlimit");
    }

    @Test
    void shouldSayAtItsStartThatTheDoorsAreTooManyForTheLimit() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("file descriptors: limit below the doors");
                NodeUnderLoad node = new NodeUnderLoad(directory, directory.resolve("data"), 0, 0, false)) {
            node.spawn(limit(400));

            assertEquals(1, node.awaitExit(), node.output());
            assertTrue(
                    node.output().contains("medsettle: cannot start: the process may open 400 files"), node.output());
            run.survived();
        }
    }

    @Test
    void shouldBeginNewSegmentsWhileItsDoorsAreFull() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("file descriptors: doors full, segments rolled");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 0, 0, false)) {
            node.spawn(
                    limit(400),
                    "data.segment_bytes=" + SEGMENT_BYTES,
                    "his.max_connections=" + HIS_CONNECTIONS,
                    "pos.max_connections=20",
                    "admin.max_connections=20");
            node.awaitDoors();
            TillPopulation.importAll(node.adminPort(), PERSONS);
            Desk desk = new Desk(node.hisPort());
            assertEquals(0, desk.settle(desk.key(), 1, "1.00").code());
            List<String> acknowledged;
            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < HIS_CONNECTIONS + MORE; i++) {
                    crowd.add(new Socket("127.0.0.1", node.hisPort()));
                }
                Await.until("connections are refused", () -> refused(node) > 0);
                acknowledged = settleOverTwoSegments(desk);
            } finally {
                for (Socket socket : crowd) {
                    socket.close();
                }
            }
            assertTrue(node.ask("/metrics").contains("medsettle_journal_segments_total 2.0"), node.ask("/metrics"));
            assertTrue(node.ask("/readyz").startsWith("{\"ready\":true"), node.ask("/readyz"));
            long lost = 0;
            for (String key : acknowledged) {
                lost += desk.outcome(key).get("state").equals("DONE") ? 0 : 1;
            }
            long doubled = Long.parseLong(node.digest().get("settlements")) - acknowledged.size() - 1;
            run.audited(
                    new Findings(acknowledged.size(), acknowledged.size(), lost, doubled, List.of()),
                    "with full doors");
            assertEquals(0, node.terminate());
            OfflineBooks.sound(data, directory);
        }
    }

    private static List<String> settleOverTwoSegments(Desk desk) throws IOException, InterruptedException {
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < SEGMENT_BYTES / Desk.LARGE_BYTES + 50; i++) {
            String key = desk.key();
            assertEquals(0, desk.settleLarge(key, 1 + i % PERSONS).code());
            acknowledged.add(key);
        }
        return acknowledged;
    }

    private static double refused(NodeUnderLoad node) throws IOException, InterruptedException {
        String name = "medsettle_connections_refused_total{listener=\"his\"} ";
        return node.ask("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static List<String> limit(int files) {
        return List.of("prlimit", "--nofile=" + files + ":" + files);
    }
}
