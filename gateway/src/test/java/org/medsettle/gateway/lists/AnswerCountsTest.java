package org.medsettle.gateway.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/** Goal: what the answers of both doors tell beside their code moves its series, each by a whole node's own sockets. */
@Timeout(120)
class AnswerCountsTest {
    private static final int PAYING = 1;
    private static final int LISTED = 2;

    @TempDir
    private Path data;

    @Test
    void shouldCountRepeatsAndReusedKeysAndListedCardsAtTheHisDoor() throws Exception {
        try (ListNode node = ListNode.start(data);
                HisWindow window = new HisWindow(node)) {
            TillPopulation.importAll(node.adminPort(), 3);
            TillPopulation.list(node.adminPort(), LISTED, "REPLACED");
            String paid = window.bill(PAYING);
            String listed = window.bill(LISTED);

            assertTrue(window.ask(paid).contains("\"infcode\":0,"));
            assertTrue(window.ask(listed).contains("[2010 "));
            assertCounts(node, "his", 0, 0, 1);

            assertTrue(window.ask(paid).contains("\"infcode\":0,"));
            assertTrue(window.ask(listed).contains("[2010 "), "a refusal is repeated as well");
            assertCounts(node, "his", 2, 0, 2);

            assertTrue(window.ask(paid.replace("0.01", "0.02")).contains("[4001 "));
            assertCounts(node, "his", 2, 1, 2);
            assertCounts(node, "pos", 0, 0, 0);
            assertEquals(0, value(node, "medsettle_inflight_requests{listener=\"his\"}"));
        }
    }

    @Test
    void shouldCountRepeatsAndReusedKeysAndListedCardsAtThePosDoor() throws Exception {
        try (ListNode node = ListNode.start(data);
                TillSocket socket = new TillSocket(node.pos(), TillFormat.ISO87B, new byte[0])) {
            TillPopulation.importAll(node.adminPort(), 3);
            TillPopulation.list(node.adminPort(), LISTED, "REPLACED");
            Till till = new Till(TillPopulation.MERCHANT, TillPopulation.TERMINAL);
            TillMessage paid = till.purchase(TillPopulation.pan(PAYING), 100);
            TillMessage listed = till.purchase(TillPopulation.pan(LISTED), 100);

            assertEquals("00", socket.ask(paid).code());
            assertEquals("62", socket.ask(listed).code());
            assertCounts(node, "pos", 0, 0, 1);

            assertEquals("00", socket.ask(paid).code());
            assertEquals("62", socket.ask(listed).code());
            assertCounts(node, "pos", 2, 0, 2);

            assertEquals("94", socket.ask(paid.set(4, "000000000101")).code());
            assertCounts(node, "pos", 2, 1, 2);
            assertCounts(node, "his", 0, 0, 0);
            assertEquals(0, value(node, "medsettle_inflight_requests{listener=\"pos\"}"));
        }
    }

    @Test
    void shouldTellTheStoresLimitsAndHowFarTheStartHasCheckedTheChain() throws Exception {
        long synced;
        try (ListNode node = ListNode.start(data)) {
            TillPopulation.importAll(node.adminPort(), 3);
            synced = value(node, "medsettle_journal_synced_sequence");
            assertEquals(0, value(node, "medsettle_chain_verified_sequence"), "nothing was there to check");
            assertEquals(20_000, value(node, "medsettle_store_max_accounts"));
            assertEquals(268_435_456, value(node, "medsettle_store_max_bytes"));
            assertEquals(3, value(node, "medsettle_accounts"));
        }

        try (ListNode again = ListNode.start(data)) {
            long verified = value(again, "medsettle_chain_verified_sequence");
            assertTrue(verified >= synced, verified + " of " + synced);
            assertTrue(verified <= value(again, "medsettle_journal_synced_sequence"));
        }
    }

    private static void assertCounts(ListNode node, String door, long replays, long conflicts, long cityHits)
            throws Exception {
        assertEquals(replays, value(node, "medsettle_idempotent_replays_total{listener=\"" + door + "\"}"));
        assertEquals(conflicts, value(node, "medsettle_key_conflicts_total{listener=\"" + door + "\"}"));
        assertEquals(
                cityHits, value(node, "medsettle_invalid_card_hits_total{level=\"CITY\",listener=\"" + door + "\"}"));
        assertEquals(0, value(node, "medsettle_invalid_card_hits_total{level=\"NATION\",listener=\"" + door + "\"}"));
    }

    private static long value(ListNode node, String series) throws Exception {
        String page = node.metrics();
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(page);
        assertTrue(line.find(), () -> series + " is not in\n" + page);
        return (long) Double.parseDouble(line.group(1));
    }
}
