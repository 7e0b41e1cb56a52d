package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: dashboards, rules and alerts name only metrics of the reference page, recorded series that are recorded, and
 * runbooks that exist. {@link MetricsPageTest} holds the reference page to the live one.
 */
class OperationsFilesTest {
    private static final Path ROOT = Files.exists(Path.of("config", "prometheus")) ? Path.of("") : Path.of("..");
    private static final Path DASHBOARDS = ROOT.resolve("config/grafana/dashboards");
    private static final Path RULES = ROOT.resolve("config/prometheus");
    private static final Pattern SERIES = Pattern.compile("\\b(?:medsettle|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern RECORDED = Pattern.compile("\\bmedsettle:[a-z0-9_:]+");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (\\S+)");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\S+)");

    @Test
    void shouldNameOnlyDocumentedMetricsInDashboards() throws Exception {
        Set<String> unknown = new TreeSet<>();
        for (Path board : boards()) {
            for (String query : textsOf(board, Set.of("expr", "query"))) {
                unknown.addAll(unknownIn(query));
            }
        }

        assertEquals(Set.of(), unknown);
    }

    @Test
    void shouldNameOnlyDocumentedMetricsInRulesAndAlerts() throws Exception {
        Set<String> unknown = new TreeSet<>(unknownIn(text(RULES.resolve("recording-rules.yml"))));
        unknown.addAll(unknownIn(text(RULES.resolve("alerts.yml"))));

        assertEquals(Set.of(), unknown);
    }

    @Test
    void shouldTestEveryAlertAndHaveItsRunbook() throws Exception {
        String alerts = text(RULES.resolve("alerts.yml"));
        String tests = text(RULES.resolve("alerts-test.yml"));
        List<String> names = all(ALERT, alerts, 1);
        List<String> runbooks = all(RUNBOOK, alerts, 1);

        assertEquals(names.size(), runbooks.size(), "every alert has a runbook");
        for (String runbook : runbooks) {
            assertTrue(Files.exists(ROOT.resolve(runbook)), runbook);
        }
        for (String name : names) {
            assertTrue(
                    tests.contains("alertname: " + name + "\n        exp_alerts:\n"), name + " never fires in a test");
        }
    }

    @Test
    void shouldShipDashboardsThatProvisionAnywhere() throws Exception {
        assertEquals(4, boards().size());
        for (Path board : boards()) {
            String name = board.getFileName().toString();
            assertTrue(textsOf(board, Set.of("uid")).contains(name.replace(".json", "")), name);
            assertTrue(text(board).startsWith("{\n \"id\": null,"), name);
            for (String range :
                    all(Pattern.compile("\\[[^\\]]*]"), String.join(" ", textsOf(board, Set.of("expr"))), 0)) {
                assertEquals("[$__rate_interval]", range, name);
            }
            assertFalse(textsOf(board, Set.of("description")).contains(""), name);
        }
    }

    private static Set<String> unknownIn(String text) throws IOException {
        String page = text(ROOT.resolve("docs/ops/metrics.md"));
        String rules = text(RULES.resolve("recording-rules.yml"));
        Set<String> unknown = new TreeSet<>();
        for (String name : all(SERIES, text, 0)) {
            String family = name.replaceFirst("_(bucket|count|sum)$", "");
            if (!page.contains("| `" + name + "` |") && !page.contains("| `" + family + "` |")) {
                unknown.add(name);
            }
        }
        for (String name : all(RECORDED, text, 0)) {
            if (!rules.contains("- record: " + name + "\n")) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toList());
    }

    private static List<Path> boards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().toList();
        }
    }

    /** Every text under one of {@code names}, anywhere in a file, which is read to its end. */
    private static List<String> textsOf(Path file, Set<String> names) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(text(file))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && parser.currentName() != null
                        && names.contains(parser.currentName())) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
