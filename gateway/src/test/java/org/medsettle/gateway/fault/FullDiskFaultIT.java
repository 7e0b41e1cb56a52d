package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.Findings;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * A disk with room for one segment and no second, and no reserve to stop new money: the node says so, goes on to the end of its
 * segment, stops with exit code 70, is not ready or does not start while there is no room, and has everything when there is.
 */
class FullDiskFaultIT {
    private static final int JOURNAL_FAILED = 70;
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int PERSONS = 20;
    private static final String[] SETTINGS = {"data.segment_bytes=" + SEGMENT_BYTES, "data.reserve_bytes=0"};

    @TempDir
    private Path directory;

    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void shouldStopAtTheEndOfItsSegmentAndLoseNothingWhenTheDiskIsFull() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("disk full: no room for a segment");
                LoopDisk disk = LoopDisk.make(directory, LoopDisk.Kind.EXT4, 64)) {
            Path ballast = disk.path().resolve("ballast");
            long leaveFree = SEGMENT_BYTES + SEGMENT_BYTES / 2;
            long free = disk.path().toFile().getUsableSpace();
            Shell.run("fallocate", "-l", Long.toString(free - leaveFree), ballast.toString());
            Path data = disk.path().resolve("data");
            try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 0, 0, false)) {
                node.spawn(List.of(), SETTINGS);
                node.awaitDoors();
                TillPopulation.importAll(node.adminPort(), PERSONS);
                Await.until("readiness tells that there is no next segment", () -> node.ask("/readyz")
                        .contains("journal cannot prepare its next segment: is the disk full?"));
                Desk desk = new Desk(node.hisPort());
                settleUntilTheNodeGoes(desk);

                assertEquals(JOURNAL_FAILED, node.awaitExit(), node.output());
                assertTrue(
                        node.output()
                                .contains(
                                        "no segment was ready in time to go on writing, file next.prepared: No space left"),
                        node.output());

                startWithoutRoom(node);

                Files.delete(ballast);
                node.spawn(List.of(), SETTINGS);
                node.awaitDoors();
                run.audited(findings(new Desk(node.hisPort()), node), "with room again");
                assertEquals(0, node.terminate());
                OfflineBooks.sound(data, directory);
            }
        }
    }

    /** What little room the segment has left may do for a start, but not for more. */
    private void startWithoutRoom(NodeUnderLoad node) throws Exception {
        node.spawn(List.of(), SETTINGS);
        if (node.awaitDoorsOrEnd()) {
            Await.until("readiness tells that there is no next segment", () -> node.ask("/readyz")
                    .contains("journal cannot prepare its next segment: is the disk full?"));
            settleUntilTheNodeGoes(new Desk(node.hisPort()));
        }
        assertEquals(JOURNAL_FAILED, node.awaitExit(), node.output());
        assertTrue(node.output().contains("No space left"), node.output());
    }

    private void settleUntilTheNodeGoes(Desk desk) throws InterruptedException {
        try {
            for (int i = 0; i < 4 * SEGMENT_BYTES / Desk.LARGE_BYTES; i++) {
                String key = desk.key();
                Desk.Answer answer = desk.settleLarge(key, 1 + i % PERSONS);
                assertEquals(0, answer.code(), answer.body());
                acknowledged.add(key);
            }
        } catch (IOException gone) {
            return;
        }
        throw new AssertionError("the node has taken more than fits its segment");
    }

    /** Each of the two nodes may have forced one settlement without an answer; more would be doubled. */
    private Findings findings(Desk desk, NodeUnderLoad node) throws Exception {
        long lost = 0;
        for (String key : acknowledged) {
            if (!desk.outcome(key).get("state").equals("DONE")) {
                lost++;
            }
        }
        long settlements = Long.parseLong(node.digest().get("settlements"));
        long doubled = Math.max(0, settlements - acknowledged.size() - 2);
        return new Findings(acknowledged.size(), acknowledged.size(), lost, doubled, List.of());
    }
}
