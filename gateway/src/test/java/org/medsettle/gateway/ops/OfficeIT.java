package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.posclient.TillPopulation;

/** Goal: what the office does at night works at a node as it is installed: look a person up, suspend, close the day, drain. */
@Timeout(600)
class OfficeIT {
    private static final String INSTITUTION = "P34010000001";
    private static final String SIGN_ON = "{\"infno\":\"9001\",\"msgid\":\"" + INSTITUTION
            + "202611210901150001\",\"mdtrtarea_admvs\":\"340100\",\"insuplc_admdvs\":\"340100\",\"recer_sys_code\":\"HIS\","
            + "\"dev_no\":\"\",\"dev_safe_info\":\"\",\"cainfo\":\"\",\"signtype\":\"\",\"infver\":\"V1.0\",\"opter_type\":\"1\","
            + "\"opter\":\"7\",\"opter_name\":\"O\",\"inf_time\":\"2026-11-21 09:01:15\",\"fixmedins_code\":\""
            + INSTITUTION
            + "\",\"fixmedins_name\":\"One\",\"sign_no\":\"\",\"input\":{\"signIn\":{\"opter_no\":\"7\",\"mac\":\"00\","
            + "\"ip\":\"192.0.2.7\"}}}";

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @TempDir
    private Path directory;

    private OpsNode node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void shouldDoTheOfficesWorkAndGoDownInOrder() throws Exception {
        node = OpsNode.start(directory);
        TillPopulation.importAll(node.port("admin"), 3);

        suspendAndResume();
        closeTheDay();
        drain();

        node = OpsNode.start(directory);
        assertTrue(totals().contains("\"closed_through\":\"" + yesterday() + "\""), totals());
    }

    private void suspendAndResume() throws Exception {
        assertTrue(signOn().contains("\"infcode\":0"), signOn());
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    200,
                    node.post("/api/v1/institutions/" + INSTITUTION + "/suspend", "")
                            .statusCode());
        }
        assertTrue(signOn().contains("定点机构已暂停服务"), signOn());
        assertEquals(
                200,
                node.post("/api/v1/institutions/" + INSTITUTION + "/resume", "").statusCode());
        assertTrue(signOn().contains("\"infcode\":0"), signOn());
        assertEquals(
                404, node.post("/api/v1/institutions/P99999999999/suspend", "").statusCode());
        assertEquals(
                404,
                node.post("/api/v1/persons/inquiry", "{\"psn_no\":\"nobody\"}").statusCode());
    }

    private String signOn() throws Exception {
        return node.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + node.port("his") + "/fsi/api/callService"))
                        .POST(HttpRequest.BodyPublishers.ofString(SIGN_ON)))
                .body();
    }

    private void closeTheDay() throws Exception {
        assertTrue(totals().contains("\"closed_through\":\"\""), totals());
        HttpResponse<String> early = close(yesterday().plusDays(2));
        assertEquals(400, early.statusCode());
        assertTrue(early.body().contains("this day is not over: the business date is 20"), early.body());
        assertTrue(close(yesterday()).body().contains("\"repeated\":false"));
        assertTrue(close(yesterday()).body().contains("\"repeated\":true"));
        assertTrue(close(yesterday().minusDays(1)).body().contains("\"repeated\":true"));
    }

    private HttpResponse<String> close(LocalDate day) throws Exception {
        return node.post("/api/v1/business-day/close", "{\"day\":\"" + day + "\"}");
    }

    private String totals() throws Exception {
        return node.get("/api/v1/day-totals").body();
    }

    /** The day before this one, whichever it is when the test runs over midnight: one that is over either way. */
    private static LocalDate yesterday() {
        return TODAY.minusDays(1);
    }

    private void drain() throws Exception {
        assertEquals(202, node.post("/api/v1/node/drain", "").statusCode());
        assertEquals(0, node.awaitEnd());
        assertTrue(node.printed().endsWith("stopped\n"), node.printed());
        StringBuilder trail = new StringBuilder();
        try (Stream<Path> files = Files.list(directory.resolve("data/audit"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
                trail.append(Files.readString(file));
            }
        }
        assertTrue(trail.toString().contains("POST /api/v1/node/drain"), trail.toString());
        assertTrue(trail.toString().contains("POST /api/v1/business-day/close"), trail.toString());
    }
}
