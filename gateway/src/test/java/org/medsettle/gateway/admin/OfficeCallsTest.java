package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.EventBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;

/** Goal: closing a day and suspending an institution ask the core what was meant, or say what to do. */
@Timeout(60)
class OfficeCallsTest extends OperatorRig {
    private static final String CLOSE = "/api/v1/business-day/close";
    private static final String SUSPEND = "/api/v1/institutions/P34010000001/suspend";
    private static final String RESUME = "/api/v1/institutions/P34010000001/resume";
    private static final String DAY_BODY = "{\"day\":\"2026-06-15\"}";

    @Test
    void shouldCloseADayWithoutAKey() throws Exception {
        remember();

        HttpResponse<String> answer = node.send(node.posting(CLOSE, DAY_BODY).header("X-Operator", "op-1"));

        assertEquals(
                "{\"result\":\"OK\",\"code\":0,\"sequence\":7,\"day\":\"2026-06-15\",\"repeated\":false}",
                answer.body());
        QueryBody body = new QueryBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.CLOSE_DAY, seen.get().type());
        assertEquals(DAY, body.settlementId());
        assertFalse(body.isOfInstitution());
        String record = node.trail.only().toString();
        assertTrue(
                record.contains("call=POST " + CLOSE + ", subject=2026-06-15, status=200, result=OK, sequence=7"),
                record);
    }

    @Test
    void shouldSayThatADayWasClosedAlready() throws Exception {
        refuse(ResultCode.OK, 1);

        assertTrue(node.post(CLOSE, DAY_BODY).body().endsWith("\"day\":\"2026-06-15\",\"repeated\":true}"));
    }

    @Test
    void shouldSayWhichDayIsNotOverYet() throws Exception {
        refuse(ResultCode.FIELD_INVALID, DAY);

        HttpResponse<String> answer = node.post(CLOSE, "{\"day\":\"2026-06-16\"}");

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":1003"), answer.body());
        assertTrue(
                answer.body().contains("the business date is 2026-06-15, so close the day before it"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1001",
                "{} | 1001",
                "[] | 1001",
                "{\"day\":\"2026-06-15\",\"more\":1} | 1001",
                "{\"day\":\"2026-06-15\",\"day\":\"2026-06-14\"} | 1001",
                "{\"day\":20260615} | 1003",
                "{\"day\":\"\"} | 1003",
                "{\"day\":\"2026-02-30\"} | 1003",
                "{\"day\":\"2026-6-15\"} | 1003",
                "{\"day\":\"20260615\"} | 1003",
                "{\"day\":\"1970-01-01\"} | 1003",
                "{\"day\":\"+12026-06-15\"} | 1003"
            })
    void shouldRefuseADayThatIsNone(String body, int code) throws Exception {
        forbid();

        HttpResponse<String> answer = node.post(CLOSE, body);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":" + code), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, SUSPEND, RESUME, PERSONS, "/api/v1/node/drain"})
    void shouldWantANamedOperator(String path) throws Exception {
        forbid();
        String body = path.equals(CLOSE) ? DAY_BODY : path.equals(PERSONS) ? PERSON_BODY : "";

        HttpResponse<String> answer = node.send(node.posting(path, body).header("Idempotency-Key", "key-1"));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("X-Operator"), answer.body());
        assertEquals(405, node.get(path).statusCode());
        assertEquals(0, node.drains.get());
    }

    @ParameterizedTest
    @CsvSource({SUSPEND + ", " + EventBody.INSTITUTION_SUSPEND, RESUME + ", " + EventBody.INSTITUTION_RESUME})
    void shouldSuspendAndResumeAnInstitution(String path, int event) throws Exception {
        remember();

        HttpResponse<String> answer = node.post(path, "");

        assertEquals("{\"result\":\"OK\",\"code\":0,\"sequence\":7}", answer.body());
        EventBody body = new EventBody();
        body.wrap(seen.get().body(), 0);
        assertEquals(CommandType.INSTITUTION_EVENT, seen.get().type());
        assertEquals(EventBody.BYTES, seen.get().length());
        assertEquals(event, body.event());
        assertEquals("P34010000001", body.institution());
        assertEquals("", body.person());
        assertEquals(0, body.cardKey());
        assertEquals(Door.ADMIN.code(), body.door());
        assertTrue(node.trail.only().toString().contains("subject=P34010000001, status=200"));
    }

    @Test
    void shouldRefuseWhatIsNoInstitutionAndWhatComesWithoutAKey() throws Exception {
        forbid();

        assertEquals(
                400, node.post("/api/v1/institutions/P340100000012/suspend", "").statusCode());
        assertEquals(400, node.post("/api/v1/institutions//resume", "").statusCode());
        assertEquals(400, node.post(SUSPEND, "{\"for\":\"ever\"}").statusCode());
        assertEquals(
                404, node.post("/api/v1/institutions/P34010000001/abolish", "").statusCode());
        HttpResponse<String> keyless = node.send(node.posting(SUSPEND, "").header("X-Operator", "op-1"));
        assertEquals(400, keyless.statusCode());
        assertTrue(keyless.body().contains("Idempotency-Key"), keyless.body());
    }

    @Test
    void shouldSayThatThereIsNoSuchInstitution() throws Exception {
        refuse(ResultCode.INSTITUTION_UNKNOWN, 0);

        HttpResponse<String> answer = node.post(SUSPEND, "");

        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":1201") && answer.body().contains("import"), answer.body());
        refuse(ResultCode.KEY_REUSED_WITH_OTHER_BODY, 0);
        assertEquals(422, node.post(RESUME, "").statusCode());
    }
}
