package org.medsettle.gateway.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.posclient.PosNode;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/**
 * Holds a whole node to the tables of {@code docs/spec/cards.md}: every row is driven over the admin door, and then seen at
 * the HIS door and at a till.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardPageTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "cards.md");
    private static final String APPROVED = "结算成功";
    private static final int PERSONS = 90;

    @TempDir
    private static Path data;

    private final AtomicLong aheadMs = new AtomicLong();
    private PosNode node;
    private TillSocket socket;
    private CardCounter counter;
    private int lastPerson;

    @BeforeAll
    void open() throws Exception {
        node = PosNode.start(data, () -> System.currentTimeMillis() + aheadMs.get(), "0:none:iso87b")
                .populate(PERSONS);
        socket = node.connect();
        counter = new CardCounter(node, socket, aheadMs);
    }

    @AfterAll
    void close() throws IOException {
        socket.close();
        node.close();
    }

    /** The rows of the table whose head begins with {@code head}. */
    static List<List<String>> rows(String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            boolean isRow = line.startsWith("|");
            if (inside && isRow && !line.startsWith("|---")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
                    cells.add(cell.trim());
                }
                rows.add(cells);
            }
            inside = isRow && (inside || line.startsWith(head));
        }
        return rows;
    }

    @Test
    void shouldShowCashierAndTillWhatThePageSaysAfterEveryEvent() throws Exception {
        List<List<String>> rows = rows("| call | before | after |");
        assertEquals(38, rows.size());

        for (List<String> row : rows) {
            CardHolder card = row.get(0).equals("(expiry)")
                    ? shortLived()
                    : bringInto(row.get(1), row.get(0).equals("issue"));
            happen(row.get(0), card);

            assertEquals(row.get(2), counter.state(card), row + " state");
            String seen = counter.settle(card);
            assertEquals(row.get(3), seen.isEmpty() ? APPROVED : seen, row + " at the window");
            assertEquals(row.get(4), counter.buy(card), row + " at the till");
        }
    }

    /** A card in a state; nobody's yet where it is to be issued. */
    private CardHolder bringInto(String state, boolean toIssue) throws Exception {
        lastPerson++;
        CardHolder card = CardHolder.first(lastPerson);
        CardHolder fresh = CardHolder.fresh(lastPerson, Integer.toString(TillPopulation.AREA));
        if (toIssue && state.isEmpty()) {
            return fresh;
        }
        switch (state) {
            case "SEALED" -> ok("issue", fresh);
            case "LOST_TEMPORARY" -> ok("report-loss", card);
            case "LOST_FORMAL" -> ok("report-loss formal", card);
            case "LOCKED" -> ok("lock", card);
            case "DAMAGED" -> ok("damage", card);
            case "CANCELLED" -> ok("cancel", card);
            case "EXPIRED" -> {
                CardHolder expired = shortLived();
                counter.ahead(Duration.ofDays(1));
                return expired;
            }
            default -> assertEquals("NORMAL", state);
        }
        return state.equals("SEALED") ? fresh : card;
    }

    private void ok(String call, CardHolder card) throws Exception {
        CardCounter.Said said = counter.call(call, card);
        assertTrue(said.isOk(), call + ": " + said.body());
    }

    private void happen(String call, CardHolder card) throws Exception {
        switch (call) {
            case "(lapse)" -> counter.ahead(Duration.ofDays(7));
            case "(expiry)" -> counter.ahead(Duration.ofDays(1));
            case "(third wrong PIN)" -> {
                ok("pin", card);
                for (String code : List.of("2012 PIN_WRONG", "2012 PIN_WRONG", "2013 PIN_LOCKED")) {
                    assertEquals(
                            code,
                            counter.post(card.path() + "/verify-pin", "{\"value\":\"00000000000000BB\"}")
                                    .code());
                }
            }
            case "(collected)" -> {
                CardHolder next = CardHolder.next(card, card.area());
                ok("replace", card);
                track(card, "approve\"}");
                track(card, "print\"}");
                track(card, "ready\",\"card_no\":\"" + next.number() + "\"," + next.fields("") + "}");
                assertEquals("卡未启用，不能结算[2002 CARD_NOT_ACTIVATED]", counter.settle(next));
                track(card, "collect\"}");
                assertEquals("", counter.settle(next));
                assertEquals("00", counter.buy(next));
            }
            default -> ok(call, card);
        }
    }

    private void track(CardHolder card, String step) throws Exception {
        CardCounter.Said said = counter.post(card.path() + "/track", "{\"step\":\"" + step);
        assertTrue(said.isOk(), step + ": " + said.body());
    }

    /** A card whose last day is today. */
    private CardHolder shortLived() throws Exception {
        lastPerson++;
        CardHolder card = CardHolder.fresh(lastPerson, Integer.toString(TillPopulation.AREA));
        CardCounter.Said issued = counter.post(
                card.path() + "/issue", "{\"psn_no\":\"" + card.person() + "\"," + card.fields(counter.today(0)) + "}");
        assertTrue(issued.isOk(), issued.body());
        ok("activate", card);
        assertEquals("00", counter.buy(card));
        return card;
    }

    @Test
    void shouldRefuseEveryCallOfThePageByItsCodeAndChangeNothing() throws Exception {
        List<List<String>> rows = rows("| call | before | code |");
        assertEquals(27, rows.size());

        for (List<String> row : rows) {
            CardHolder card = bringInto(row.get(1), false);

            CardCounter.Said said = counter.call(row.get(0), card);

            assertEquals(row.get(2), said.code(), row.toString());
            assertEquals(row.get(1), counter.state(card), row + " state");
        }
    }

    @Test
    void shouldReimburseAReceiptOnceAndShowItInTheCardsFile() throws Exception {
        CardHolder card = bringInto("LOST_FORMAL", false);
        counter.ahead(Duration.ofMinutes(5));

        ok("reimburse", card);

        assertEquals("4021 RECEIPT_REIMBURSED", counter.call("reimburse", card).code());
        String file = counter.file(card).body();
        assertTrue(file.contains("\"loss_reports\":1"), file);
        assertTrue(file.contains("\"reimbursed_fen\":2500"), file);
    }

    @Test
    void shouldTakeACalendarAndPromiseByIt() throws Exception {
        StringBuilder days = new StringBuilder("date,kind,name\n");
        for (int i = 1; i <= 30; i++) {
            days.append(counter.today(i)).append(",holiday,\"a month, off\"\n");
        }
        assertTrue(counter.post("/api/v1/work-calendar", days.toString()).isOk());
        CardHolder card = bringInto("NORMAL", false);
        ok("replace", card);
        track(card, "approve\"}");
        track(card, "print\"}");

        String file = counter.file(card).body();

        String earliest = counter.today(30 + 26);
        String latest = counter.today(30 + 28);
        String promised = file.replaceFirst(".*\"promised\":\"([^\"]*)\".*", "$1");
        assertTrue(promised.compareTo(earliest) >= 0 && promised.compareTo(latest) <= 0, file);
        assertEquals(
                400,
                counter.post("/api/v1/work-calendar", "date,kind\n2026-01-01,feast\n")
                        .status());
        assertTrue(counter.post("/api/v1/work-calendar", "date,kind\n").isOk());
    }
}
