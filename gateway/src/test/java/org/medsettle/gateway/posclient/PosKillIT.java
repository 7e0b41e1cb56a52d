package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OPENING_FEN;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node killed under a till's hands: what was answered stands, what is repeated or reversed afterwards happens once. */
class PosKillIT {
    private static final int PURCHASES = 3_000;
    private static final int ANSWERS_BEFORE_KILL = 1_000;
    private static final int CARDS = 100;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepEveryAnsweredPurchaseAndBookEachOnceWhenRepeatedAfterAKill() throws Exception {
        Path data = directory.resolve("data");
        Till till = new Till(MERCHANT, TERMINAL).batch(1);
        List<TillMessage> purchases = new ArrayList<>();
        for (int i = 0; i < PURCHASES; i++) {
            purchases.add(till.purchase(pan(1 + i % CARDS), 10));
        }
        Map<String, byte[]> answered = new HashMap<>();
        try (PosChild node = PosChild.start(data, directory.resolve("first.log"))) {
            TillPopulation.importAll(node.adminPort(), CARDS);
            try (TillSocket socket = node.connect()) {
                Thread sending = new Thread(() -> sendAll(socket, purchases));
                sending.start();
                readSome(socket, answered, node);
                sending.join(30_000);
            }
        }
        assertTrue(answered.size() < PURCHASES, "some were in flight");

        try (PosChild node = PosChild.start(data, directory.resolve("second.log"));
                TillSocket socket = node.connect()) {
            for (TillMessage purchase : purchases) {
                assertEquals("00", socket.ask(purchase).code());
                byte[] before = answered.get(purchase.get(11));
                if (before != null) {
                    assertArrayEquals(before, socket.lastFrame());
                }
            }
            long each = OPENING_FEN - 10L * PURCHASES / CARDS;
            for (int i = 1; i <= CARDS; i++) {
                assertEquals(each, balance(socket, till, i));
            }
            for (TillMessage purchase : purchases.subList(0, CARDS)) {
                assertEquals("00", socket.ask(Till.reversal(purchase)).code());
            }
            assertEquals(each + 10, balance(socket, till, 1));
        }
    }

    private static void sendAll(TillSocket socket, List<TillMessage> purchases) {
        try {
            for (TillMessage purchase : purchases) {
                socket.send(purchase);
            }
        } catch (IOException killed) {
            // The reader sees it as well.
        }
    }

    /** Reads answers, kills the node in the middle, and reads what had left it before. */
    private static void readSome(TillSocket socket, Map<String, byte[]> answered, PosChild node)
            throws InterruptedException {
        try {
            while (true) {
                TillMessage answer = socket.read();
                assertEquals("00", answer.code(), answer.toString());
                answered.put(answer.get(11), socket.lastFrame());
                if (answered.size() == ANSWERS_BEFORE_KILL) {
                    node.kill();
                }
            }
        } catch (IOException gone) {
            assertTrue(answered.size() >= ANSWERS_BEFORE_KILL, gone.toString());
        }
    }

    private static long balance(TillSocket socket, Till till, int card) throws IOException {
        return Long.parseLong(socket.ask(till.balance(pan(card))).get(54).substring(8));
    }
}
