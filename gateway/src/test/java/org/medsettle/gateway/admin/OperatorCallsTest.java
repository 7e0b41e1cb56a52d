package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.Door;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.SettlementReply;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/** Goal: what an operator may look up comes as documented, asks the ledger what was meant, and shows no identity whole. */
@Timeout(60)
class OperatorCallsTest {
    private static final String SETTLEMENTS = "/api/v1/settlements/inquiry";
    private static final String CARDS = "/api/v1/invalid-list/inquiry";
    private static final String TOTALS = "/api/v1/day-totals";
    private static final String MESSAGE = "P34010000001202606151200000042";
    private static final String NUMBER = "A1234567" + CardNumber.checkCharacter("A1234567");
    private static final String PERSON = "34010000000000004711";
    private static final int DAY = (int) LocalDate.of(2026, 6, 15).toEpochDay();

    private final AtomicReference<Command> seen = new AtomicReference<>();
    private TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode(new MemoryLedger());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void shouldGiveAnOverviewOfEverythingTheConsoleShows() throws Exception {
        node.metrics.request(2102, ResultCode.OK, Duration.ofMillis(3).toNanos());
        node.metrics.request(
                2102, ResultCode.BALANCE_INSUFFICIENT, Duration.ofMillis(1).toNanos());
        node.metrics.pos().message();
        node.metrics.pos().answer(0, "51", 700_000);
        node.metrics.journalSynced(700_000, 16);
        node.reasons.add("draining");

        String overview = node.get("/api/v1/node/overview").body();

        for (String part : new String[] {
            "{\"node\":{\"name\":\"window-1\",\"version\":\"",
            "\"clock_seconds\":1750000000,\"started_seconds\":",
            "\"ready\":false,\"reasons\":[\"draining\"]}",
            "{\"door\":\"his\",\"connections\":5,\"answers\":["
                    + "{\"type\":\"2102\",\"result\":\"BALANCE_INSUFFICIENT\",\"count\":1},"
                    + "{\"type\":\"2102\",\"result\":\"OK\",\"count\":1}],"
                    + "\"durations\":[{\"type\":\"2102\",\"count\":2,\"sum\":0.004,\"max\":0.003,"
                    + "\"buckets\":[[5.0E-4,0],[0.001,1],[0.002,1],[0.005,2],",
            "{\"door\":\"pos\",\"connections\":1,\"answers\":[{\"type\":\"purchase\",\"result\":\"51\",\"count\":1}],",
            "\"institutions\":[{\"code\":\"\",\"answered\":0,\"refused\":0,\"throttled\":0}]",
            "\"ring\":{\"capacity\":1024,\"used\":3,\"reserved\":51,\"refused\":4}",
            "\"journal\":{\"appended_sequence\":12,\"synced_sequence\":11,\"bytes\":8192,\"segments\":2,",
            "\"force\":{\"count\":1,\"sum\":7.0E-4,\"max\":7.0E-4,\"buckets\":[[1.0E-4,0],[5.0E-4,0],[0.001,1],",
            "\"batch_records\":{\"count\":1,\"sum\":16,\"max\":16,\"buckets\":[[1,0],[4,0],[16,1],",
            "\"snapshot\":{\"timestamp_seconds\":1790000000,\"sequence\":8500,\"bytes\":77000,\"duration_seconds\":1.5,"
                    + "\"writing_bytes\":11,\"failures\":3}",
            "\"disk\":{\"bytes\":9000000000,\"free_bytes\":4000000000,\"reserve_bytes\":500000000,\"space_short\":1,"
                    + "\"full_seconds\":null}",
            "\"lists\":[{\"level\":\"NATION\",\"entries\":108,\"version\":7,\"too_old\":0,\"max_age_seconds\":0,"
                    + "\"updated_seconds\":1749000000,\"fed_seconds\":null}",
            "\"ledger\":{\"sequence\":100,\"persons\":102,\"accounts\":0,",
            "\"accounts_difference_fen\":-5,"
        }) {
            assertTrue(overview.contains(part), () -> part + "\nis not in\n" + overview);
        }
        assertTrue(node.trail.entries.isEmpty(), "asked for all the time, so not in the trail");
    }

    @Test
    void shouldGiveAnOverviewWhileTheEngineDoesNotAnswer() throws Exception {
        node.link.core((command, reply) -> false);

        String overview = node.get("/api/v1/node/overview").body();

        assertTrue(overview.contains("\"ledger\":{\"sequence\":null,\"persons\":null,"), overview);
        assertTrue(overview.contains("\"accounts_difference_fen\":null"), overview);
        assertTrue(overview.contains("{\"level\":\"NATION\",\"entries\":null,\"version\":null,"), overview);

        node.link.admission(() -> ResultCode.DRAINING);

        assertEquals(200, node.get("/api/v1/node/overview").statusCode());
    }

    @Test
    void shouldTellWhetherACardIsListedWithoutItsNumberInThePath() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            CardReply card = new CardReply();
            card.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
            card.card(1, CardReply.NOT_OURS);
            return true;
        });

        HttpResponse<String> answer = node.post(CARDS, card("110101", NUMBER));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"card_state\":\"\",\"on_list\":false,"), answer.body());
        QueryBody query = new QueryBody();
        query.wrap(seen.get().body(), 0);
        assertEquals(CommandType.QUERY_CARD, seen.get().type());
        assertEquals(CardNumber.key(110_101, NUMBER), query.credential());
        String record = node.trail.only().toString();
        assertTrue(record.contains("call=POST " + CARDS + ", subject=110101 *"), record);
        assertFalse(record.contains(NUMBER), record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"area\":\"110101\"}",
                "{\"area\":110101,\"card_no\":\"A12345670\"}",
                "{\"area\":\"110101\",\"card_no\":\"A12345679\"}",
                "{\"area\":\"11010\",\"card_no\":\"A12345670\"}",
                "{\"area\":\"110101\",\"card_no\":\"A12345670\",\"more\":1}"
            })
    void shouldRefuseACardThatIsNone(String body) throws Exception {
        HttpResponse<String> answer = node.post(CARDS, body);

        assertEquals(400, answer.statusCode());
        assertFalse(answer.body().contains("A1234567"), "what was sent is not sent back");
    }

    @Test
    void shouldFindASettlementByItsIdAndMaskThePerson() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            write(reply, ReplyType.SETTLEMENT, 0);
            return true;
        });

        HttpResponse<String> answer = node.post(SETTLEMENTS, "{\"setl_id\":\"340100000000000042\"}");

        assertEquals(
                "{\"settlement\":{\"setl_id\":\"340100000000000042\",\"mdtrt_id\":\"340100500000000042\","
                        + "\"state\":\"CANCELLED\",\"cancelling\":false,\"counterpart\":\"340100000000000043\","
                        + "\"transaction\":2102,\"fixmedins_code\":\"P34010000001\",\"person\":\"甲*\",\"psn_no\":\"*4711\","
                        + "\"insutype\":310,\"med_type\":41,\"time\":\"2026-06-15T12:00:00+08:00\","
                        + "\"business_date\":\"2026-06-15\",\"sequence\":7,\"medfee_fen\":1000,\"fund_fen\":0,"
                        + "\"account_fen\":900,\"mutual_aid_fen\":0,\"cash_fen\":100}}",
                answer.body());
        QueryBody query = new QueryBody();
        query.wrap(seen.get().body(), 0);
        assertEquals(CommandType.FIND_SETTLEMENT, seen.get().type());
        assertEquals(340_100_000_000_000_042L, query.settlementId());
        assertTrue(node.trail.only().toString().contains("subject=*0042"));
    }

    @Test
    void shouldTellWhatCameOfARequestByItsMessageId() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            write(reply, ReplyType.OUTCOME, OutcomeReply.SETTLEMENT);
            outcome(reply, OutcomeReply.DONE, ResultCode.OK)
                    .undoneBy(OutcomeReply.UNDONE_BY_CANCEL)
                    .hasSettlement(true);
            return true;
        });

        String answer =
                node.post(SETTLEMENTS, "{\"msgid\":\"" + MESSAGE + "\"}").body();

        assertTrue(
                answer.startsWith("{\"outcome\":\"DONE\",\"transaction\":2102,\"code\":0,\"result\":\"OK\","
                        + "\"undone_by\":\"CANCEL\",\"settlement\":{\"setl_id\":\"340100000000000042\","),
                answer);
        ReverseBody body = new ReverseBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.FIND_OUTCOME, seen.get().type());
        assertEquals(Door.HIS.code(), body.door());
        assertEquals("P34010000001", body.originalInstitution());
        assertEquals(202_606_151_200_000_042L, body.originalKeyWord1());
        assertEquals(DAY, body.originalKeyDate());
        assertFalse(node.trail.only().toString().contains(MESSAGE));
    }

    @Test
    void shouldSayThatARequestWasNeverSeenOrRefused() throws Exception {
        node.link.core((command, reply) -> {
            reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT);
            outcome(reply, OutcomeReply.NEVER_SEEN, ResultCode.OK);
            return true;
        });
        assertEquals(
                "{\"outcome\":\"NEVER_SEEN\"}",
                node.post(SETTLEMENTS, "{\"msgid\":\"" + MESSAGE + "\"}").body());

        node.link.core((command, reply) -> {
            reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT);
            outcome(reply, OutcomeReply.DONE, ResultCode.BALANCE_INSUFFICIENT);
            return true;
        });
        assertEquals(
                "{\"outcome\":\"DONE\",\"transaction\":2102,\"code\":3006,\"result\":\"BALANCE_INSUFFICIENT\","
                        + "\"undone_by\":\"\"}",
                node.post(SETTLEMENTS, "{\"msgid\":\"" + MESSAGE + "\"}").body());
    }

    @Test
    void shouldSayThatThereIsNoSuchSettlement() throws Exception {
        node.link.core((command, reply) -> {
            reply.code(ResultCode.ORIGINAL_NOT_FOUND);
            return true;
        });

        HttpResponse<String> answer = node.post(SETTLEMENTS, "{\"setl_id\":\"340100000000000042\"}");

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("no settlement has this id"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1001",
                "{} | 1001",
                "{\"setl_id\":\"340100000000000042\",\"msgid\":\"P34010000001202606151200000042\"} | 1001",
                "{\"psn_no\":\"1\"} | 1001",
                "{\"setl_id\":340100000000000042} | 1003",
                "{\"setl_id\":\"34010000000000004\"} | 1003",
                "{\"setl_id\":\"040100000000000042\"} | 1003",
                "{\"msgid\":\"P3401000000120260615120000004\"} | 1003",
                "{\"msgid\":\"P34010000001202606311200000042\"} | 1003",
                "{\"msgid\":\"P34010000001202606152500000042\"} | 1003",
                "{\"msgid\":\"P3401000000 202606151200000042\"} | 1003"
            })
    void shouldRefuseAQuestionAboutNoSettlement(String body, int code) throws Exception {
        HttpResponse<String> answer = node.post(SETTLEMENTS, body);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":" + code), answer.body());
    }

    @Test
    void shouldAnswerNobodyWhoIsNotNamedAndNobodyTooOften() throws Exception {
        String body = "{\"setl_id\":\"340100000000000042\"}";
        assertEquals(400, node.send(node.posting(SETTLEMENTS, body)).statusCode());
        assertEquals(400, node.send(node.posting(CARDS, card("110101", NUMBER))).statusCode());

        int refused = 0;
        for (int i = 0; i < 11; i++) {
            refused += node.post(SETTLEMENTS, body).statusCode() == 429 ? 1 : 0;
        }

        assertTrue(refused >= 1, "the test node allows five in a minute, and the loop sees two minutes at most");
    }

    @Test
    void shouldGiveThePagesOfADay() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            totals(reply);
            return true;
        });

        HttpResponse<String> answer = node.get(TOTALS + "?day=2026-06-15&institution=P34010000001&cursor=7");

        assertEquals(
                "{\"day\":\"2026-06-15\",\"totals\":[{\"fixmedins_code\":\"P34010000001\",\"insutype\":310,\"clr_type\":41,"
                        + "\"settled\":{\"count\":1,\"medfee_fen\":1000,\"fund_fen\":0,\"account_fen\":900,"
                        + "\"mutual_aid_fen\":0,\"cash_fen\":100},\"refunded\":{\"count\":0,\"medfee_fen\":0,\"fund_fen\":0,"
                        + "\"account_fen\":0,\"mutual_aid_fen\":0,\"cash_fen\":0}}],\"next\":\"9\"}",
                answer.body());
        DayTotalsBody body = new DayTotalsBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(DAY, body.businessDate());
        assertEquals(7, body.cursor());
        assertTrue(body.hasInstitution());
        assertTrue(node.trail.only().toString().contains("subject=2026-06-15, status=200"));

        node.get(TOTALS);

        body.wrap(seen.get().body(), 0);
        assertEquals(DayTotalsBody.TODAY, body.businessDate());
        assertFalse(body.hasInstitution());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?day=yesterday",
                "?day=2026-02-30",
                "?day=1969-01-01",
                "?cursor=-1",
                "?cursor=x",
                "?institution=P340100000012",
                "?institution=%E7%94%B2"
            })
    void shouldRefuseADayOrPageThatIsNone(String query) throws Exception {
        assertEquals(400, node.get(TOTALS + query).statusCode());
    }

    @Test
    void shouldWantTheTokenForEveryOne() throws Exception {
        try (TestNode guarded = new TestNode(new MemoryLedger(), "secret", 1_000)) {
            assertEquals(401, guarded.get("/api/v1/node/overview").statusCode());
            assertEquals(401, guarded.get(TOTALS).statusCode());
            assertEquals(401, guarded.post(CARDS, "").statusCode());
            assertEquals(401, guarded.post(SETTLEMENTS, "").statusCode());
            assertEquals(
                    200,
                    guarded.send(HttpRequest.newBuilder(URI.create(guarded.url() + "/api/v1/node/overview"))
                                    .header("Authorization", "Bearer secret"))
                            .statusCode());
        }
    }

    private static String card(String area, String number) {
        return "{\"area\":\"" + area + "\",\"card_no\":\"" + number + "\"}";
    }

    private static OutcomeReply outcome(Reply reply, int state, ResultCode result) {
        OutcomeReply outcome = new OutcomeReply();
        outcome.wrap(reply.body(), 0);
        return outcome.set(state, result, 2102, 0);
    }

    private static void write(Reply reply, ReplyType type, int offset) {
        Institution institution = institution();
        Person person = new Person();
        person.wrap(memory(1_024), 0);
        person.number(PERSON).name("甲乙丙");
        SettlementReply view = new SettlementReply();
        Settlement settlement = settlement();
        view.wrap(reply.reserve(type, offset + SettlementReply.length(person, settlement)), offset);
        view.set(institution, person, settlement);
    }

    private static Settlement settlement() {
        Settlement settlement = new Settlement();
        settlement.wrap(memory(Settlement.FIXED_BYTES), 0);
        return settlement
                .clear()
                .id(340_100_000_000_000_042L)
                .visitId(340_100_500_000_000_042L)
                .sequence(7)
                .timeMs(1_781_496_000_000L)
                .split(1_000, 0, 900, 0, 100)
                .businessDate(DAY)
                .medType(41)
                .insuranceType(310)
                .transaction(2102)
                .state(SettlementState.CANCELLED)
                .counterpartId(340_100_000_000_000_043L);
    }

    private static Institution institution() {
        Institution institution = new Institution();
        institution.wrap(memory(Institution.BYTES), 0);
        AsciiField.put(institution.buffer(), institution.codeOffset(), Institution.CODE_BYTES, "P34010000001");
        return institution;
    }

    private static void totals(Reply reply) {
        ClearingTotal total = new ClearingTotal();
        total.wrap(memory(ClearingTotal.BYTES), 0);
        total.clear().key(ClearingTotal.group(DAY, 310, 41), 1);
        total.add(ClearingTotal.NORMAL, 1, 1, settlement());
        DayTotalsReply page = new DayTotalsReply();
        page.wrap(reply.reserve(ReplyType.DAY_TOTALS, DayTotalsReply.BYTES), 0);
        page.begin(DAY).add(institution(), total);
        page.next(9);
    }

    private static ByteBuffer memory(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
