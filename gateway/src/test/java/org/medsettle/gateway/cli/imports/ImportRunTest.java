package org.medsettle.gateway.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.admin.MemoryLedger;
import org.medsettle.gateway.admin.TestNode;
import org.medsettle.gateway.cli.population.Population;
import org.medsettle.gateway.cli.population.PopulationFiles;

/** Goal: a file gets in whole whatever happens on the way, and what did not get in is told line by line. */
@Timeout(120)
class ImportRunTest {
    private static final String ENTRIES = "level,issuing_area,card_no,reason,effective_from,effective_to\n";

    @TempDir
    Path directory;

    private final MemoryLedger ledger = new MemoryLedger();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode(ledger);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldImportAPopulationOfSeveralPiecesAndRepeatIt() throws Exception {
        Population population = new Population(10_000, 1);
        new PopulationFiles(population).write(directory);

        ImportRun.Outcome first = importing("persons", directory.resolve("persons.csv"), null);
        ImportRun.Outcome again = importing("persons", directory.resolve("persons.csv"), null);

        assertTrue(Files.size(directory.resolve("persons.csv")) > 1 << 20);
        assertEquals(population.persons(), first.accepted());
        assertEquals(0, first.rejected() + first.repeated());
        assertEquals(population.persons(), again.repeated());
        assertEquals(population.persons(), ledger.count("person "));
        assertFalse(Files.exists(again.rejects()));
    }

    @Test
    void shouldKeepAskingANodeThatIsBusyForAWhile() throws Exception {
        new PopulationFiles(new Population(100, 1)).write(directory);
        AtomicInteger refusals = new AtomicInteger(3);
        node.link.admission(() -> refusals.getAndDecrement() > 0 ? ResultCode.DRAINING : ResultCode.OK);

        assertEquals(
                124,
                importing("persons", directory.resolve("persons.csv"), null).accepted());
    }

    @Test
    void shouldGiveUpOnANodeThatStaysAway() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "token,psn_no,expires\nT,P,\n");
        int port = node.port();
        node.close();
        ImportDoor door = new ImportDoor(URI.create("http://127.0.0.1:" + port), "op", "", Duration.ofMillis(300));

        ImportException gone = assertThrows(
                ImportException.class, () -> new ImportRun(door, progress(false)).run("ecredentials", file, null));

        assertTrue(gone.getMessage().contains("run the same command again"), gone.getMessage());
        node = new TestNode(ledger);
    }

    @Test
    void shouldRefuseAFileWithoutLinesThatHasNotItsHeader() throws Exception {
        for (String text : List.of("", "404 Not Found\n", "psn_no,token,expires\n")) {
            Path file = Files.writeString(directory.resolve("empty.csv"), text);

            assertThrows(ImportException.class, () -> importing("persons", file, null), text);
            assertThrows(ImportException.class, () -> importing("invalid-list", file, new Feed("NATION", 2, 0)), text);
        }
    }

    @Test
    void shouldTakeAHeaderAloneForAnEmptyList() throws Exception {
        Path bare = Files.writeString(directory.resolve("bare.csv"), ENTRIES);

        ImportRun.Outcome outcome = importing("invalid-list", bare, new Feed("NATION", 2, 0));

        assertTrue(outcome.inForce());
        assertEquals(0, outcome.lines());
    }

    @Test
    void shouldTellRejectedLinesByTheirNumberInTheFile() throws Exception {
        StringBuilder text = new StringBuilder("\uFEFF\r\n" + ENTRIES.strip() + "\r\n\r\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(entry("CITY", i));
        }
        text.append("CITY,1,x,LOST,,\n")
                .append("z".repeat(200_000))
                .append("\n")
                .append(entry("CITY", 20_000).strip());
        Path file = Files.writeString(directory.resolve("many.csv"), text, StandardCharsets.UTF_8);

        ImportRun.Outcome outcome = importing("invalid-list", file, null);

        assertEquals(20_001, outcome.accepted());
        String rejects = Files.readString(outcome.rejects(), StandardCharsets.UTF_8);
        String[] lines = rejects.split("\n", -1);
        assertEquals("line,reason," + ENTRIES.strip(), lines[0]);
        assertEquals("20004,\"issuing_area: must be six digits\",CITY,1,x,LOST,,", lines[1]);
        assertTrue(lines[2].startsWith("20005,\"the line is longer than 8192 bytes\",zzz"), lines[2].substring(0, 60));
        assertEquals(directory.resolve("many.rejects.csv"), outcome.rejects());

        Files.writeString(file, ENTRIES + entry("CITY", 1), StandardCharsets.UTF_8);
        importing("invalid-list", file, null);
        assertFalse(Files.exists(outcome.rejects()), "an older file of rejects is gone");
    }

    @Test
    void shouldPutAFeedInForceOnlyWhenNoLineWasRejected() throws Exception {
        Path good = Files.writeString(directory.resolve("good.csv"), ENTRIES + entry("NATION", 1) + entry("NATION", 2));
        Path bad = Files.writeString(directory.resolve("bad.csv"), ENTRIES + entry("NATION", 1) + entry("CITY", 2));

        assertTrue(importing("invalid-list", good, new Feed("NATION", 2, 0)).inForce());
        ImportRun.Outcome refused = importing("invalid-list", bad, new Feed("NATION", 3, 0));

        assertFalse(refused.inForce());
        assertEquals(1, refused.rejected());
    }

    @Test
    void shouldStopAtOnceWhenTheNodeRefusesTheHeader() throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "a,b\n1,2\n");

        ImportException refused = assertThrows(ImportException.class, () -> importing("persons", file, null));

        assertTrue(refused.getMessage().contains("column psn_no is missing"), refused.getMessage());
    }

    @Test
    void shouldMoveABarOnATerminalOnly() {
        ImportProgress bar = progress(true);
        bar.begin("cards", 10);
        awaitShown(bar);
        bar.end();

        assertTrue(shown().startsWith("\rcards [###############...............]  50 %  5 of 10 lines"), shown());
    }

    private void awaitShown(ImportProgress bar) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (shown.size() == 0 && System.nanoTime() < deadlineNs) {
            bar.show(5, 0);
        }
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private ImportProgress progress(boolean isTerminal) {
        return new ImportProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), isTerminal);
    }

    private ImportRun.Outcome importing(String kind, Path file, Feed feed) throws IOException, InterruptedException {
        ImportDoor door = new ImportDoor(URI.create(node.url()), "op", "", Duration.ofSeconds(20));
        return new ImportRun(door, progress(false)).run(kind, file, feed);
    }

    private static String entry(String level, int index) {
        String body = String.format(Locale.ROOT, "C%07d", index);
        return level + ",110101," + body + CardNumber.checkCharacter(body) + ",LOST,,\n";
    }
}
