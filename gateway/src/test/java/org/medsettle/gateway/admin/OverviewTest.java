package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.ResultCode;

/** What the console reads as a whole: the overview and the totals of a day. */
class OverviewTest extends OperatorRig {
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
    void shouldGiveThePagesOfADay() throws Exception {
        node.link.core((command, reply) -> {
            seen.set(command);
            totals(reply);
            return true;
        });

        HttpResponse<String> answer = node.get(TOTALS + "?day=2026-06-15&institution=P34010000001&cursor=7");

        assertEquals(
                "{\"day\":\"2026-06-15\",\"closed_through\":\"2026-06-14\",\"totals\":[{\"fixmedins_code\":\"P34010000001\",\"insutype\":310,\"clr_type\":41,"
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
}
