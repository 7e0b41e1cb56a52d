package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.RestartedNode;
import org.medsettle.gateway.json.JsonTree;

/**
 * Goal: every query of the boards, every recording rule and every term of an alert yields something on a live node.
 * Method: a node under load of both doors, restarted once, scraped by a Prometheus with our rules; each query is asked for.
 * What came is kept in {@code target/live-queries.md}; with {@code -Dscreenshot=FILE} a picture of Prometheus' own graph
 * page is taken too, of {@code -Dsamples=N} seconds. Skipped where no Prometheus is installed.
 */
@Timeout(600)
class LivePrometheusIT {
    private static final Path CONFIG = OpsNode.HOME.resolve("config");
    /** Seconds of load, the restart left out. */
    private static final int SAMPLES = Integer.getInteger("samples", 24);

    /** Few enough that the restart is still within the interval of rates. */
    private static final int SAMPLES_AFTER = 10;

    /** Series of the backup command, which no node has. */
    private static final String FROM_THE_BACKUP = "medsettle_backup_";

    private static final String RATE_INTERVAL = "30s";
    private static final String DURATIONS = "medsettle_request_duration_seconds_bucket";

    @TempDir
    private Path directory;

    private final List<String> rows = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    @Test
    void shouldYieldAValueForEveryQueryOfBoardsAndRules() throws Exception {
        assertTrue(LivePrometheus.isInstalled(), "no Prometheus on this machine; Debian's package is prometheus");
        int adminPort = LivePrometheus.freePort();
        try (RestartedNode node = new RestartedNode(
                directory, 4_000, "admin.port=" + adminPort, "data.segment_bytes=16777216", "snapshot.interval_s=3")) {
            node.open();
            try (LivePrometheus prometheus =
                    LivePrometheus.start(directory, CONFIG.resolve("prometheus"), "127.0.0.1:" + adminPort)) {
                workUntil(node, prometheus, SAMPLES - SAMPLES_AFTER);
                assertEquals(0, node.restart().exitCode());
                workUntil(node, prometheus, SAMPLES);
                askBoards(prometheus);
                askRules(prometheus);
                takeScreenshot(prometheus);
            }
            Files.write(Path.of("target", "live-queries.md"), rows, StandardCharsets.UTF_8);
            assertEquals(List.of(), node.audit().violations());
        }
        assertEquals(List.of(), silent, "queries that yield nothing");
    }

    /** The load goes on until Prometheus has so many samples of the node. */
    private static void workUntil(RestartedNode node, LivePrometheus prometheus, int samples) throws Exception {
        String query = "sum_over_time(up{job=\"medsettle\"}[10m]) >= " + samples;
        while (prometheus.query(query).isEmpty()) {
            node.work(500);
        }
    }

    private void askBoards(LivePrometheus prometheus) throws Exception {
        try (Stream<Path> files = Files.list(CONFIG.resolve("grafana/dashboards"))) {
            for (Path file : files.sorted().toList()) {
                Object board = JsonTree.read(Files.readString(file, StandardCharsets.UTF_8));
                heading(JsonTree.text(board, "title"));
                for (Map.Entry<String, String> query : queriesOf(board).entrySet()) {
                    ask(prometheus, query.getValue(), query.getKey());
                }
            }
        }
    }

    /** Queries of a board by the expression of the file, each with what is asked for in its place. */
    private static Map<String, String> queriesOf(Object board) {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Object annotation : JsonTree.list(JsonTree.member(board, "annotations"), "list")) {
            put(queries, JsonTree.text(annotation, "expr"));
        }
        for (Object panel : JsonTree.list(board, "panels")) {
            for (Object target : JsonTree.list(panel, "targets")) {
                put(queries, JsonTree.text(target, "expr"));
            }
        }
        return queries;
    }

    private static void put(Map<String, String> queries, String expression) {
        if (!expression.isEmpty()) {
            String shown = expression
                    .replace("{instance=~\"$instance\"}", "")
                    .replace("instance=~\"$instance\",", "")
                    .replace("$__rate_interval", RATE_INTERVAL);
            queries.put(shown, expression.replace("$instance", ".+").replace("$__rate_interval", RATE_INTERVAL));
        }
    }

    private void askRules(LivePrometheus prometheus) throws Exception {
        for (Object group : prometheus.ruleGroups()) {
            heading("Rules: " + JsonTree.text(group, "name"));
            for (Object rule : JsonTree.list(group, "rules")) {
                String name = JsonTree.text(rule, "name");
                assertEquals("ok", JsonTree.text(rule, "health"), name + ": " + JsonTree.text(rule, "lastError"));
                if (JsonTree.text(rule, "type").equals("recording")) {
                    ask(prometheus, name, name);
                } else {
                    for (String term : termsOf(JsonTree.text(rule, "query"))) {
                        if (term.contains(FROM_THE_BACKUP)) {
                            continue;
                        }
                        ask(prometheus, term, name + ": " + term);
                    }
                }
            }
        }
    }

    /** What an alert compares: on a healthy node the comparison itself yields nothing, and so would a wrong name. */
    private static List<String> termsOf(String alert) {
        List<String> terms = new ArrayList<>();
        for (String condition : alert.split("\\s+(?:and|or)\\s+")) {
            String term = condition.replaceFirst("\\s(?:==|>|<)\\s[^()]*$", "").strip();
            if (!terms.contains(term)) {
                terms.add(term);
            }
        }
        return terms;
    }

    private void heading(String title) {
        rows.addAll(List.of("", "### " + title, "", "| query | series | the largest value |", "|---|---|---|"));
    }

    private void ask(LivePrometheus prometheus, String query, String shown) throws IOException, InterruptedException {
        List<?> series = prometheus.query(query);
        String cell = shown.replaceAll("\\s+", " ").replace("|", "\\|");
        rows.add(String.format(Locale.ROOT, "| `%s` | %d | %s |", cell, series.size(), largest(series)));
        if (series.isEmpty()) {
            silent.add(shown);
        }
    }

    /** The largest value that is a number, {@code NaN} when none is. */
    private static String largest(List<?> series) {
        return series.stream()
                .map(one -> JsonTree.list(one, "value").get(1).toString())
                .filter(value -> !value.equals("NaN"))
                .max(Comparator.comparingDouble(Double::parseDouble))
                .map(value -> String.format(Locale.ROOT, "%.4g", Double.parseDouble(value)))
                .orElse("NaN");
    }

    private static void takeScreenshot(LivePrometheus prometheus) throws Exception {
        String file = System.getProperty("screenshot", "");
        if (file.isEmpty()) {
            return;
        }
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--no-sandbox",
                        "--headless",
                        "--disable-gpu",
                        "--window-size=1000,1420",
                        "--virtual-time-budget=10000",
                        "--screenshot=" + file,
                        prometheus.url() + "/graph?"
                                + graph(
                                        0,
                                        "sum by (result) (rate(medsettle_requests_total{result=~\"OK|CARD_LOST_TEMPORARY\"}[5s]))")
                                + graph(1, "histogram_quantile(0.99, sum by (le) (rate(" + DURATIONS + "[5s])))"))
                .redirectErrorStream(true)
                .start();
        browser.getInputStream().transferTo(System.out);
        assertTrue(browser.waitFor(60, TimeUnit.SECONDS));
    }

    private static String graph(int number, String query) {
        return String.format(
                Locale.ROOT,
                "&g%1$d.expr=%2$s&g%1$d.tab=0&g%1$d.range_input=90s",
                number,
                URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
