package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CardReply;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.domain.card.CardNumber;

/** Goal: what an operator may look up comes as documented, asks the ledger what was meant, and shows no identity whole. */
@Timeout(60)
class OperatorCallsTest extends OperatorRig {
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
}
