package org.medsettle.gateway.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.lists.ListNode.HEADER;
import static org.medsettle.gateway.lists.ListNode.await;
import static org.medsettle.gateway.lists.ListNode.drop;
import static org.medsettle.gateway.lists.ListNode.line;
import static org.medsettle.gateway.lists.ListNode.place;
import static org.medsettle.gateway.lists.ListNode.sha256;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.gateway.posclient.TillPopulation;

/** Feeds that are dropped into a directory of a whole node: in force whole or refused whole, also over restarts. */
class DropFolderTest {
    private static final String FULL = HEADER + line("NATION", 1, "LOST") + line("NATION", 2, "REPLACED");

    @TempDir
    private Path directory;

    private Path folder;
    private ListNode node;

    @BeforeEach
    void startNode() throws Exception {
        folder = directory.resolve("drop");
        node = start();
    }

    private ListNode start() throws Exception {
        return ListNode.start(directory.resolve("data"), "lists.drop_dir=" + folder, "lists.drop_scan_ms=100");
    }

    @AfterEach
    void closeNode() {
        node.close();
    }

    private boolean isProcessed(String name) {
        return Files.exists(folder.resolve("processed").resolve(name + ".sha256"));
    }

    private String reasonOf(String name) throws Exception {
        Path rejected = folder.resolve("rejected");
        await(name + " is rejected", () -> Files.exists(rejected.resolve(name + ".sha256")));
        assertTrue(Files.exists(rejected.resolve(name)));
        return Files.readString(rejected.resolve(name + ".reason.txt"));
    }

    private void feed(String name, String content) throws Exception {
        drop(folder, name, content);
        await(name + " is in force", () -> isProcessed(name));
    }

    private void assertInForce(long version, boolean first, boolean second) throws Exception {
        assertTrue(node.lists().contains("{\"level\":\"NATION\",\"version\":" + version + ","), node.lists());
        assertEquals(first, node.inquiry(1).contains("\"on_list\":true"), node.inquiry(1));
        assertEquals(second, node.inquiry(2).contains("\"on_list\":true"), node.inquiry(2));
    }

    @Test
    void shouldPutAFullFeedAndADeltaInForce() throws Exception {
        feed("NATION-5.csv", FULL);
        assertInForce(5, true, true);

        feed("NATION-6-on-5.csv", HEADER + line("NATION", 1, "REMOVE"));
        assertInForce(6, false, true);

        assertTrue(node.metrics().contains("medsettle_cardlist_feeds_total{level=\"NATION\",outcome=\"applied\"} 2.0"));
        assertTrue(Files.exists(folder.resolve("processed").resolve("NATION-5.csv")));
    }

    @Test
    void shouldTakeDeltasInTheOrderOfTheirVersions() throws Exception {
        node.close();
        drop(folder, "NATION-12-on-11.csv", HEADER + line("NATION", 1, "REMOVE"));
        drop(folder, "NATION-9.csv", FULL);
        drop(folder, "NATION-11-on-9.csv", HEADER + line("NATION", 2, "REMOVE"));

        node = start();

        await("the last delta is in force", () -> isProcessed("NATION-12-on-11.csv"));
        assertInForce(12, false, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NATION-6-on-4.csv | NATION,340100,CARD3,LOST,, | version 5 is in force",
                "NATION-7-on-6.csv | NATION,340100,CARD3,LOST,, | version 5 is in force",
                "NATION-5.csv | NATION,340100,CARD3,LOST,, | version 5 is in force",
                "NATION-4.csv | NATION,340100,CARD3,LOST,, | version 5 is in force",
                "NATION-6.csv | CITY,340100,CARD3,LOST,, | line 2: level: must be NATION",
                "NATION-6.csv | NATION,340100,A00000030,LOST,, | line 2: card_no",
                "NATION-6.csv | NATION,340100,CARD3,REMOVE,, | line 2: reason",
                "NATION-6.csv | NATION,340100,CARD3,LOST,yesterday, | line 2: effective_from",
                "NATION-6.csv | NATION,340100 | line 2: 2 values",
                "NATION-6.csv | NATION,340100,CARD3,LOST,,;NATION,340100,CARD3,LOST,, | each card once",
            })
    void shouldRefuseAFeedWholeAndKeepTheOldVersion(String name, String lines, String reason) throws Exception {
        feed("NATION-5.csv", FULL);
        String content =
                HEADER + lines.replace("CARD3", TillPopulation.cardNumber(3)).replace(';', '\n') + "\n";

        drop(folder, name, content);

        assertTrue(reasonOf(name).contains(reason), reasonOf(name));
        assertInForce(5, true, true);
        assertTrue(node.inquiry(3).contains("\"on_list\":false"), node.inquiry(3));
        await("the rejection is counted", () -> metricsSay("medsettle_cardlist_drop_rejected 1.0"));
        assertTrue(metricsSay("medsettle_cardlist_feeds_total{level=\"NATION\",outcome=\"rejected\"} 1.0"));
    }

    private boolean metricsSay(String line) {
        try {
            return node.metrics().contains(line);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void shouldRefuseAFileWithAnotherChecksum() throws Exception {
        drop(folder, "NATION-5.csv", FULL, sha256("another") + "\n");

        assertTrue(reasonOf("NATION-5.csv").contains("not the whole file"));
        assertInForce(0, false, false);
    }

    @Test
    void shouldRefuseHalfAFile() throws Exception {
        drop(folder, "NATION-5.csv", FULL.substring(0, FULL.length() / 2), sha256(FULL));

        assertTrue(reasonOf("NATION-5.csv").contains("not the whole file"));
        assertInForce(0, false, false);
    }

    @Test
    void shouldRefuseAChecksumFileThatHoldsNone() throws Exception {
        drop(folder, "NATION-5.csv", FULL, "soon\n");

        assertTrue(reasonOf("NATION-5.csv").contains("64 hex digits"));
    }

    @Test
    void shouldRefuseAFileWithoutTheHeader() throws Exception {
        drop(folder, "NATION-5.csv", line("NATION", 1, "LOST"));

        assertTrue(reasonOf("NATION-5.csv").contains("header"), reasonOf("NATION-5.csv"));
    }

    /** An empty file is half a file; it must not become an empty list. */
    @Test
    void shouldRefuseAnEmptyFile() throws Exception {
        feed("NATION-5.csv", FULL);

        drop(folder, "NATION-6.csv", "");

        assertTrue(reasonOf("NATION-6.csv").contains("header"), reasonOf("NATION-6.csv"));
        assertInForce(5, true, true);
    }

    @Test
    void shouldLeaveFilesAloneThatAreNotComplete() throws Exception {
        place(folder, "NATION-5.csv", FULL);
        place(folder, "PROVINCE-1.csv.sha256", sha256(FULL));
        place(folder, "readme.txt", "not a feed");
        place(folder, ".NATION-6.csv.part", FULL);

        await("three files wait", () -> metricsSay("medsettle_cardlist_drop_waiting 3.0"));

        assertInForce(0, false, false);
        assertTrue(Files.exists(folder.resolve("NATION-5.csv")));
        place(folder, "NATION-5.csv.sha256", sha256(FULL));
        await("the feed is in force", () -> isProcessed("NATION-5.csv"));
        assertInForce(5, true, true);
    }

    /** The node was killed between the commit and the move. */
    @Test
    void shouldOnlyMoveAFileThatIsInForceAlready() throws Exception {
        feed("NATION-5.csv", FULL);
        node.close();
        Path processed = folder.resolve("processed");
        for (String name : new String[] {"NATION-5.csv", "NATION-5.csv.sha256"}) {
            Files.move(processed.resolve(name), folder.resolve(name));
        }

        node = start();

        await("the file is moved", () -> isProcessed("NATION-5.csv"));
        assertInForce(5, true, true);
        assertFalse(Files.exists(folder.resolve("rejected").resolve("NATION-5.csv")));
    }

    /** The node was killed between the two moves. */
    @Test
    void shouldBringAChecksumAfterItsFile() throws Exception {
        feed("NATION-5.csv", FULL);
        node.close();
        Files.move(folder.resolve("processed/NATION-5.csv.sha256"), folder.resolve("NATION-5.csv.sha256"));

        node = start();

        await("the checksum is moved", () -> isProcessed("NATION-5.csv"));
        assertInForce(5, true, true);
    }

    /** The node was killed while a feed was on its way: what has begun is begun anew. */
    @Test
    void shouldBeginAnInterruptedFeedAnew() throws Exception {
        String base = "import/invalid-list?level=NATION&version=5&base=0&entries=2&phase=";
        post(base + "begin", "");
        post(base + "chunk", HEADER + line("NATION", 1, "LOST"));
        node.close();
        drop(folder, "NATION-5.csv", FULL);

        node = start();

        await("the feed is in force", () -> isProcessed("NATION-5.csv"));
        assertInForce(5, true, true);
    }

    private void post(String path, String body) throws Exception {
        TillPopulation.send(node.adminPort(), path, "text/csv", body);
    }
}
