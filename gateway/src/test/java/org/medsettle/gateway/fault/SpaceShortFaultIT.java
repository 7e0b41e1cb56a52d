package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.Findings;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/**
 * A real disk that is nearly full: new money is refused at both doors, while cancels, reversals, queries and loss reports
 * finish; when space is back it goes on by itself, and the request that was refused goes through with its own key.
 */
class SpaceShortFaultIT {
    private static final int FENCED = 9004;
    private static final String RESERVE = "data.reserve_bytes=50331648";
    private static final long LEFT_BYTES = 40L << 20;
    private static final String SHORT = "disk space below data.reserve_bytes: new money is refused";

    @TempDir
    private Path directory;

    private final List<String> acknowledged = new ArrayList<>();
    private final Till till = new Till(MERCHANT, TERMINAL);
    private LoopDisk disk;
    private NodeUnderLoad node;
    private Desk desk;
    private TillSocket socket;

    @Test
    void shouldRefuseNewMoneyOnlyWhileTheDiskIsNearlyFull() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("disk nearly full: below the reserve")) {
            disk = LoopDisk.make(directory, LoopDisk.Kind.EXT4);
            Path data = disk.path().resolve("data");
            node = new NodeUnderLoad(directory, data, 0, 0, false);
            try (LoopDisk unmounted = disk;
                    NodeUnderLoad killed = node) {
                node.spawn(List.of(), "data.segment_bytes=16777216", RESERVE);
                node.awaitDoors();
                TillPopulation.importAll(node.adminPort(), 10);
                desk = new Desk(node.hisPort());
                tradeAtATill();
                run.audited(findings(), "after space came back");
                assertEquals(0, node.terminate());
                OfflineBooks.sound(data, directory);
            }
        }
    }

    private void tradeAtATill() throws Exception {
        try (TillSocket opened = new TillSocket(node.pos(), TillFormat.ISO87B, new byte[0])) {
            socket = opened;
            tradeUntilFullAndOn();
        }
    }

    private void tradeUntilFullAndOn() throws Exception {
        Desk.Answer cancelled = settled(1, "10.00");
        String reversed = desk.key();
        assertEquals(0, desk.settle(reversed, 2, "20.00").code());
        acknowledged.add(reversed);
        TillMessage purchase = till.purchase(pan(3), 3_000);
        assertEquals("00", socket.ask(purchase).code());

        Path ballast = disk.path().resolve("ballast");
        long free = disk.path().toFile().getUsableSpace();
        Shell.run("fallocate", "-l", Long.toString(free - LEFT_BYTES), ballast.toString());
        Await.until("the node says that space is short", () -> node.ask("/readyz")
                .equals("{\"ready\":false,\"reasons\":[\"" + SHORT + "\"]}"));

        String refused = desk.key();
        assertEquals(FENCED, desk.settle(refused, 4, "40.00").code());
        assertEquals("91", socket.ask(till.purchase(pan(5), 100)).code());
        assertThrows(IOException.class, () -> TillPopulation.importAll(node.adminPort(), 11));
        finishWhatWasBegun(cancelled, reversed, purchase);
        String metrics = node.ask("/metrics");
        assertTrue(metrics.contains("medsettle_journal_space_short 1.0"), metrics);
        assertTrue(metrics.contains("medsettle_journal_reserve_bytes 5.0331648E7"), metrics);
        assertTrue(node.output().contains("disk space short: "), node.output());

        Files.delete(ballast);
        Await.until("the node is ready again", () -> node.ask("/readyz").startsWith("{\"ready\":true"));
        assertEquals(0, desk.settle(refused, 4, "40.00").code());
        acknowledged.add(refused);
        assertTrue(node.output().contains("disk space is back: "), node.output());
    }

    private Desk.Answer settled(int person, String yuan) throws Exception {
        String key = desk.key();
        Desk.Answer answer = desk.settle(key, person, yuan);
        assertEquals(0, answer.code(), answer.body());
        acknowledged.add(key);
        return answer;
    }

    /** What undoes, asks or protects finds room. */
    private void finishWhatWasBegun(Desk.Answer cancelled, String reversed, TillMessage purchase) throws Exception {
        assertEquals(0, desk.quote(1, "10.00").code());
        assertEquals(0, desk.outcome(reversed).code());
        assertEquals(0, desk.cancel(1, cancelled).code());
        assertEquals(0, desk.reverse(2, reversed).code());
        String unseen = desk.key();
        assertEquals(0, desk.reverse(6, unseen).code());
        assertEquals(FENCED, desk.settle(unseen, 6, "1.00").code());
        assertEquals("00", socket.ask(Till.reversal(purchase)).code());
        assertEquals("00", socket.ask(till.balance(pan(3))).code());
        TillPopulation.send(
                node.adminPort(),
                "cards/340100/" + TillPopulation.cardNumber(7) + "/report-loss",
                "application/json",
                "{}");
        for (int person = 1; person <= 3; person++) {
            assertEquals("100.00", desk.inquire(person).get("balc"), "person " + person);
        }
    }

    /** What the node knows of every acknowledged key, after everything that has happened. */
    private Findings findings() throws Exception {
        long lost = 0;
        for (String key : acknowledged) {
            if (!desk.outcome(key).get("state").equals("DONE")) {
                lost++;
            }
        }
        // Two of the three are undone by now, the till's purchase too; one cancel has its own settlement.
        long settlements = Long.parseLong(node.digest().get("settlements"));
        long doubled = settlements - acknowledged.size() - 2;
        return new Findings(acknowledged.size(), acknowledged.size(), lost, doubled, List.of());
    }
}
