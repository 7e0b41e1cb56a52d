package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.ReplacementStep;

/** Calls about the lives of cards: what becomes a command, and what never gets that far. */
@Timeout(60)
class CardCallsTest {
    private static final String NUMBER = number("A1234567");
    private static final String NEW_NUMBER = number("B1234567");
    private static final String PATH = "/api/v1/cards/420100/" + NUMBER + "/";
    private static final long KEY = CardNumber.key(420_100, NUMBER);
    private static final String PAN = "621700000000001" + BankNumber.checkDigit(621_700_000_000_001L);
    private static final String NEW_CARD =
            "\"card_sn\":\"420100D1560000000000000000004711\",\"pan\":\"" + PAN + "\",\"expiry\":\"2036-11-20\"";

    private final AtomicReference<Command> seen = new AtomicReference<>();
    private TestNode node;

    private static String number(String body) {
        return body + CardNumber.checkCharacter(body);
    }

    @BeforeEach
    void open() throws IOException {
        node = new TestNode((command, reply) -> {
            seen.set(command);
            return true;
        });
    }

    @AfterEach
    void close() {
        node.close();
    }

    private CardLifeBody sent(String call, String json) throws Exception {
        HttpResponse<String> answer = node.post(PATH + call, json);
        assertEquals("{\"result\":\"OK\",\"code\":0,\"sequence\":7}", answer.body());
        CardLifeBody body = new CardLifeBody();
        body.wrap(seen.get().body(), 0);
        return body;
    }

    private void refused(int status, String call, String json) throws Exception {
        HttpResponse<String> answer = node.post(PATH + call, json);
        assertEquals(status, answer.statusCode(), answer.body());
        assertNull(seen.get(), "nothing reaches the ledger");
    }

    @Test
    void shouldIssueTheCardOfThePath() throws Exception {
        CardLifeBody body = sent("issue", "{\"psn_no\":\"P1\"," + NEW_CARD + "}");

        assertEquals(CommandType.CARD_ISSUE, seen.get().type());
        assertEquals("P1", body.person());
        assertEquals(KEY, body.newCardKey());
        assertEquals(0x4201_00D1_5600_0000L, body.newSnHigh());
        assertEquals(0x4711, body.newSnLow());
        assertEquals(621_700_000_000_001L, body.newBankNumber());
        assertEquals(24_430, body.newExpiryDay());
    }

    @Test
    void shouldIssueACardWithoutBankNumberAndExpiry() throws Exception {
        CardLifeBody body = sent("issue", "{\"psn_no\":\"P1\",\"card_sn\":\"420100D1560000000000000000004711\"}");

        assertEquals(0, body.newBankNumber());
        assertEquals(0, body.newExpiryDay());
    }

    @ParameterizedTest
    @CsvSource({"approve, APPROVE", "print, PRINT", "collect, COLLECT", "reject, REJECT"})
    void shouldTrackAReplacement(String word, ReplacementStep step) throws Exception {
        CardLifeBody body = sent("track", "{\"step\":\"" + word + "\"}");

        assertEquals(CommandType.CARD_REPLACEMENT, seen.get().type());
        assertEquals(KEY, body.cardKey());
        assertEquals(step.code(), body.step());
        assertEquals(0, body.newCardKey());
    }

    @Test
    void shouldApplyNameTheNewCardAndMove() throws Exception {
        assertEquals(ReplacementStep.APPLY.code(), sent("replace", "").step());
        CardLifeBody ready = sent("track", "{\"step\":\"ready\",\"card_no\":\"" + NEW_NUMBER + "\"," + NEW_CARD + "}");
        assertEquals(ReplacementStep.READY.code(), ready.step());
        assertEquals(CardNumber.key(420_100, NEW_NUMBER), ready.newCardKey());

        CardLifeBody move = sent(
                "move",
                "{\"area\":\"510100\",\"card_no\":\"" + NEW_NUMBER + "\"," + NEW_CARD.replace("420100D", "510100D")
                        + "}");

        assertEquals(CommandType.CARD_MOVE, seen.get().type());
        assertEquals(KEY, move.cardKey());
        assertEquals(CardNumber.key(510_100, NEW_NUMBER), move.newCardKey());
    }

    @Test
    void shouldTakeAPinsVerificationValue() throws Exception {
        CardLifeBody set = sent("pin", "{\"value\":\"89abcdef01234567\"}");
        assertEquals(CommandType.CARD_PIN, seen.get().type());
        assertEquals(CardLifeBody.PIN_SET, set.step());
        assertEquals(0x89AB_CDEF_0123_4567L, set.pinValue());

        assertEquals(
                CardLifeBody.PIN_VERIFY,
                sent("verify-pin", "{\"value\":\"0000000000000001\"}").step());
    }

    /** The key of one call must not be answered with the outcome of another. */
    @Test
    void shouldTellItsCallsApartByTheirDigests() throws Exception {
        Set<Long> digests = new HashSet<>();
        List<String> steps = List.of("approve", "print", "collect", "reject");

        assertTrue(digests.add(sent("replace", "").bodyDigest()));
        for (String step : steps) {
            assertTrue(digests.add(sent("track", "{\"step\":\"" + step + "\"}").bodyDigest()), step);
        }
        assertTrue(digests.add(sent("pin", "{\"value\":\"0000000000000001\"}").bodyDigest()), "pin");
        assertTrue(
                digests.add(
                        sent("verify-pin", "{\"value\":\"0000000000000001\"}").bodyDigest()),
                "verify-pin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":\"0000000000000000\"}",
                "{\"value\":\"1234\"}",
                "{\"value\":\"123456\"}",
                "{\"pin\":\"123456\"}",
                "{}",
                "["
            })
    void shouldNeverTakeAPin(String json) throws Exception {
        refused(400, "pin", json);
        refused(400, "verify-pin", json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"step\":\"apply\"}",
                "{\"step\":\"approve\",\"card_no\":\"A00000011\"}",
                "{\"step\":\"ready\"}",
                "{\"step\":\"ready\",\"card_no\":\"A00000012\",\"card_sn\":\"420100D1560000000000000000004711\"}",
                "{\"step\":\"ready\",\"card_no\":\"A00000011\",\"card_sn\":\"510100D1560000000000000000004711\"}",
                "{\"step\":\"print\",\"by\":\"me\"}",
            })
    void shouldRefuseAStepThatIsNoneOrNamesNoCard(String json) throws Exception {
        refused(400, "track", json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"card_sn\":\"420100D1560000000000000000004711\"}",
                "{\"psn_no\":\"P1\"}",
                "{\"psn_no\":\"P1\",\"card_sn\":\"420100D156000000000000000000471\"}",
                "{\"psn_no\":\"P1\",\"card_sn\":\"420100D1560000000000000000004711\",\"pan\":\"6217000000000012\"}",
                "{\"psn_no\":\"P1\",\"card_sn\":\"420100D1560000000000000000004711\",\"expiry\":\"2036-02-30\"}",
            })
    void shouldRefuseToIssueWhatNamesNoCardOrNobody(String json) throws Exception {
        refused(400, "issue", json);
    }

    @Test
    void shouldRefuseABodyWhereNoneBelongsAndAPathThatIsNoCard() throws Exception {
        refused(400, "replace", "{\"reason\":\"lost\"}");
        assertEquals(
                400, node.post("/api/v1/cards/420100/A12345679/replace", "").statusCode());
        assertEquals(400, node.get("/api/v1/cards/420100/A12345679").statusCode());
        assertNull(seen.get());
    }

    @Test
    void shouldReimburseWhatTheReceiptSays() throws Exception {
        HttpResponse<String> answer = node.post(
                PATH + "reimburse",
                "{\"amount_fen\":2500,\"paid_at\":\"2026-01-01T11:00:00\",\"fixmedins_code\":\"H42010000002\","
                        + "\"receipt\":\"044001900111\",\"second_operator\":\"op-2\"}");

        assertEquals(200, answer.statusCode(), answer.body());
        ReimburseBody body = new ReimburseBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.CARD_REIMBURSE, seen.get().type());
        assertEquals(KEY, body.cardKey());
        assertEquals(2_500, body.amountFen());
        assertEquals(1_767_236_400L, body.paidAtSeconds());
        assertEquals("H42010000002", body.institution());
        assertEquals("044001900111", body.receipt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 2026-01-01T11:00:00 | H42010000002 | R1 | op-2",
                "1.5 | 2026-01-01T11:00:00 | H42010000002 | R1 | op-2",
                "2500 | yesterday | H42010000002 | R1 | op-2",
                "2500 | 2026-01-01T11:00:00 | '' | R1 | op-2",
                "2500 | 2026-01-01T11:00:00 | H42010000002 | '' | op-2",
                "2500 | 2026-01-01T11:00:00 | H42010000002 | 0123456789012345678901234 | op-2",
                "2500 | 2026-01-01T11:00:00 | H42010000002 | R1 | ''",
                "2500 | 2026-01-01T11:00:00 | H42010000002 | R1 | op-1",
            })
    void shouldRefuseAReimbursementThatSaysTooLittle(
            String fen, String paidAt, String institution, String receipt, String second) throws Exception {
        refused(
                400,
                "reimburse",
                "{\"amount_fen\":" + fen + ",\"paid_at\":\"" + paidAt + "\",\"fixmedins_code\":\"" + institution
                        + "\",\"receipt\":\"" + receipt + "\",\"second_operator\":\"" + second + "\"}");
    }

    @Test
    void shouldTurnACalendarIntoACommand() throws Exception {
        HttpResponse<String> answer = node.post(
                "/api/v1/work-calendar", "date,kind,name\n2026-02-14,workday,x\n2026-01-01,holiday,\"a, b\"\n");

        assertEquals(200, answer.statusCode(), answer.body());
        WorkCalendarBody body = new WorkCalendarBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.WORK_CALENDAR, seen.get().type());
        assertEquals(2, body.dayCount());
        assertEquals(20_454, body.day(0));
        assertEquals(false, body.isWorked(0));
        assertEquals(20_498, body.day(1));
        assertEquals(true, body.isWorked(1));
    }

    @Test
    void shouldNeedOperatorAndKey() throws Exception {
        for (String call : new String[] {"replace", "issue", "pin", "reimburse"}) {
            HttpResponse<String> answer = node.send(node.posting(PATH + call, ""));
            assertEquals(400, answer.statusCode());
        }
        HttpResponse<String> noKey =
                node.send(node.posting(PATH + "replace", "").header("X-Operator", "op-1"));
        assertTrue(noKey.body().contains("Idempotency-Key"), noKey.body());
        assertNull(seen.get());
    }
}
