package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * A real node with something to show, and a real Chromium to show it in. Threads: one. Invariant: no test changes the ledger, so each
 * finds {@link #SETTLED} settlements of one pharmacy.
 */
final class ConsoleNode implements AutoCloseable {
    /** The invented person whose card is listed as lost. */
    static final int LISTED = 3;

    static final int PERSONS = 5;
    static final int SETTLED = 7;

    private static final Pattern SETL_ID = Pattern.compile("\"setl_id\":\"([0-9]{18})\"");

    final OpsNode node;
    final Browser browser;
    /** The last settlement's id, and the msgid of its request. */
    final String settlementId;

    final String messageId;
    /** The msgid of a request that was refused, with the listed card. */
    final String refusedMessageId;

    private ConsoleNode(OpsNode node, Path directory) throws IOException, InterruptedException {
        this.node = node;
        TillPopulation.importAll(node.port("admin"), PERSONS);
        TillPopulation.list(node.port("admin"), LISTED, "LOST");
        String message = "";
        String settlement = "";
        for (int i = 1; i <= SETTLED; i++) {
            message = PharmacyWindow.messageId(i);
            Matcher id = SETL_ID.matcher(PharmacyWindow.settle(node.port("his"), message, 1));
            assertTrue(id.find(), "settled");
            settlement = id.group(1);
        }
        messageId = message;
        settlementId = settlement;
        refusedMessageId = PharmacyWindow.messageId(SETTLED + 1);
        PharmacyWindow.settle(node.port("his"), refusedMessageId, LISTED);
        browser = Browser.start(directory);
    }

    static ConsoleNode start(Path directory) throws Exception {
        OpsNode node = OpsNode.start(Files.createDirectory(directory.resolve("node")), "node.name=window-1");
        try {
            return new ConsoleNode(node, directory);
        } catch (Exception | Error failed) {
            node.close();
            throw failed;
        }
    }

    /** The page has complained of nothing, and has asked nobody else, nor with an address that names a card or a request. */
    void assertQuiet(BrowserPage page) throws IOException {
        assertEquals(List.of(), page.complaints);
        for (String request : page.requests) {
            boolean isOurs = request.startsWith(node.url() + "/");
            assertTrue(isOurs || request.startsWith("about:") || request.startsWith("data:"), request);
            assertFalse(request.contains(TillPopulation.cardNumber(1)) || request.contains(messageId), request);
        }
    }

    @Override
    public void close() {
        browser.close();
        node.close();
    }
}
