package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.engine.RecordedTraffic;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DataDirectoryException;

/** The inspector shows what was asked for, in words, and never a whole identity. */
class JournalInspectorTest {
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void record() {
        RecordedTraffic.into(directory);
    }

    @Test
    void shouldShowEveryRecordInOrderAndChangeNothing() throws IOException {
        Map<String, Integer> before = DirectoryContents.of(directory);
        JournalInspector.Done done = inspect(1, ALL, "", "");
        assertEquals(lines.size(), done.shown());
        assertEquals("", done.damage());
        assertEquals(before, DirectoryContents.of(directory));

        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith((i + 1) + " 2026-"), lines.get(i));
        }
        assertTrue(lines.get(0).contains("IMPORT_INSTITUTION P42010099999 "), lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.contains("CARD_EVENT") && line.contains("REPORT_LOSS_FORMAL")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("contribution of 250.00 yuan")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("LIST_PUT NATION, 1 entries")));
    }

    @Test
    void shouldNeverShowAWholeIdentity() {
        inspect(1, ALL, "", "");

        String all = String.join("\n", lines);
        for (int i = 0; i < RecordedTraffic.PERSONS; i++) {
            assertFalse(all.contains(RecordedTraffic.person(i)), "a person number");
            assertFalse(all.contains(CardNumber.number(RecordedTraffic.card(i))), "a card number");
        }
        assertFalse(all.matches("(?s).*\\b420100199001010\\d\\d[0-9X]\\b.*"), "a citizen id");
        assertFalse(all.contains("621700000000000"), "a bank number");
        assertFalse(all.contains("试运行0"), "a name");
        assertTrue(all.contains("citizen id 420100********"));
        assertTrue(all.contains("name 试*"));
    }

    @Test
    void shouldFindAKeyInItsSettlementAndInItsReversal() {
        inspect(1, ALL, RecordedTraffic.key(RecordedTraffic.REVERSED_KEY), "");

        assertEquals(2, lines.size());
        assertTrue(lines.get(0).contains("SETTLE 2102 key " + RecordedTraffic.key(RecordedTraffic.REVERSED_KEY)));
        assertTrue(lines.get(1).contains("REVERSE 2601"));
    }

    @Test
    void shouldFindEverythingOfAPerson() {
        inspect(1, ALL, "", RecordedTraffic.person(2));

        assertTrue(lines.get(0).contains("IMPORT_PERSON"));
        assertTrue(lines.get(1).contains("IMPORT_CARD"));
        assertTrue(lines.stream().anyMatch(line -> line.contains("CREDIT")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("CANCEL")));
        assertTrue(lines.stream()
                .allMatch(line -> line.contains("*" + RecordedTraffic.person(2).substring(10))));
    }

    @Test
    void shouldBeginAndEndWhereAsked() {
        assertEquals(3, inspect(5, 3, "", "").shown());

        assertTrue(lines.get(0).startsWith("5 "));
        assertTrue(lines.get(2).startsWith("7 "));
    }

    @Test
    void shouldSayThatTheJournalEndsBeforeTheFirstSequenceAskedFor() {
        assertTrue(inspect(1_000_000, 1, "", "").damage().contains("ends before sequence 1000000"));
    }

    @Test
    void shouldRefuseADirectoryInUseAndAFilterThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new InspectQuery(1, 1, "P420100999990000", ""));
        assertThrows(IllegalArgumentException.class, () -> new InspectQuery(0, 1, "", ""));
        try (DataDirectory held = DataDirectory.open(directory)) {
            assertEquals(directory, held.path());
            assertThrows(DataDirectoryException.class, () -> inspect(1, 1, "", ""));
        }
    }

    private JournalInspector.Done inspect(long from, long count, String key, String person) {
        return JournalInspector.inspect(directory, new InspectQuery(from, count, key, person), lines::add);
    }
}
