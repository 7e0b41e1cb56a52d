package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.ResultCode;

/** Goal: the reference page and the live page list the same metrics, and each hook moves what it should. */
@Timeout(60)
class MetricsPageTest {
    private static final Pattern TYPE = Pattern.compile("# TYPE (medsettle_\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(medsettle_[a-z_]+)(?:\\{([^}]*)})? \\S+");
    private static final Pattern ROW = Pattern.compile("\\| `(medsettle_\\S+)` \\| (\\S+) \\|([^|]*)\\|.*");

    /** The series behind it are no node's. */
    private static final String FROM_THE_BACKUP = "## From the backup command";

    private static final Pattern PROCESS_ROW =
            Pattern.compile("\\| `((?:jvm|process|system)_[a-z_]+)` \\| (\\S+) \\|([^|]*)\\|.*");

    @Test
    void shouldListExactlyWhatTheReferencePageLists() throws Exception {
        try (TestNode node = new TestNode(new MemoryLedger())) {
            node.get("/livez");

            assertEquals(documented(), live(node.get("/metrics").body()));
        }
    }

    @Test
    void shouldShowEveryFamilyOfTheProcessThatTheReferencePageNames() throws Exception {
        try (TestNode node = new TestNode(new MemoryLedger())) {
            System.gc(); // So that there is a pause to tell of; the JVM tells it a moment later.
            String page = "";
            while (!page.contains("jvm_gc_pause_seconds")) {
                page = "\n" + node.get("/metrics").body();
            }

            Set<String> named = new TreeSet<>();
            for (String line : referencePage()) {
                Matcher row = PROCESS_ROW.matcher(line);
                if (row.matches()) {
                    named.add(row.group(1));
                    assertHas(page, "\n# TYPE " + row.group(1) + " " + row.group(2) + "\n");
                }
            }
            assertTrue(named.contains("jvm_memory_used_bytes"), named::toString);
        }
    }

    @Test
    void shouldMoveWithTheHooksAndTheLedger() throws Exception {
        try (TestNode node = new TestNode(new MemoryLedger())) {
            node.metrics.request(2102, ResultCode.OK, 3_000_000);
            node.metrics.request(2102, ResultCode.BALANCE_INSUFFICIENT, 1_000_000);
            node.metrics.request(-101, ResultCode.OK, 1_000_000);
            node.metrics.request(4711, ResultCode.TRANSACTION_UNSUPPORTED, 1_000_000);
            node.metrics.journalSynced(700_000, 16);

            String page = node.get("/metrics").body();

            assertHas(page, "medsettle_requests_total{result=\"OK\",transaction=\"2102\"} 1.0");
            assertHas(page, "medsettle_requests_total{result=\"BALANCE_INSUFFICIENT\",transaction=\"2102\"} 1.0");
            assertHas(page, "medsettle_requests_total{result=\"OK\",transaction=\"S101\"} 1.0");
            assertHas(page, "medsettle_requests_total{result=\"TRANSACTION_UNSUPPORTED\",transaction=\"other\"} 1.0");
            assertHas(page, "medsettle_request_duration_seconds_bucket{transaction=\"2102\",le=\"0.002\"} 1");
            assertHas(page, "medsettle_request_duration_seconds_bucket{transaction=\"2102\",le=\"0.005\"} 2");
            assertHas(page, "medsettle_request_duration_seconds_sum{transaction=\"2102\"} 0.004");
            assertHas(page, "medsettle_journal_sync_duration_seconds_bucket{le=\"0.001\"} 1");
            assertHas(page, "medsettle_journal_batch_records_sum 16.0");
            assertHas(page, "medsettle_ring_capacity 1024.0");
            assertHas(page, "medsettle_journal_synced_sequence 11.0");
            assertHas(page, "medsettle_connections{listener=\"his\"} 5.0");
            assertHas(page, "medsettle_cardlist_entries{level=\"CITY\"} 110.0");
            assertHas(page, "medsettle_build_info{");
            assertHas(page, "medsettle_cardlist_version{level=\"NATION\"} 7.0");
            assertHas(page, "medsettle_cardlist_updated_timestamp_seconds{level=\"NATION\"} 1.749E9");
            assertHas(page, "medsettle_cardlist_updated_timestamp_seconds{level=\"CITY\"} NaN");
            assertHas(page, "medsettle_amount_fen_total{kind=\"account_debits\"} 115.0");
            // 111 + 112 - 113 - 114 - 116 + 115, as the test's ledger numbers its figures.
            assertHas(page, "medsettle_books_difference_fen{book=\"accounts\"} -5.0");
            assertHas(page, "medsettle_ring_reserved 51.0");
            assertHas(page, "medsettle_inflight_requests{listener=\"his\"} 6.0");
            assertHas(page, "medsettle_chain_verified_sequence 8512.0");
            assertHas(page, "medsettle_store_max_accounts 10000.0");
            assertHas(page, "medsettle_ring_refused_total 4.0");
            assertHas(page, "medsettle_journal_free_bytes 4.0E9");
            assertHas(page, "medsettle_journal_space_short 1.0");
            assertHas(page, "medsettle_journal_space_refused_total 17.0");
            assertHas(page, "medsettle_recovery_duration_seconds 1.5");
            assertHas(page, "medsettle_clock_timestamp_seconds 1.75E9");
        }
    }

    @Test
    void shouldCountWhatTheDoorRefusesWhenItIsNoRequest() throws Exception {
        try (TestNode node = new TestNode(new MemoryLedger())) {
            node.metrics.hisDoor().peers().refused();
            node.metrics.hisDoor().undecoded();
            node.metrics.hisDoor().httpError();
            node.metrics.hisDoor().answerDropped();
            node.metrics.hisDoor().fault();

            String page = node.get("/metrics").body();

            assertHas(page, "medsettle_connections_refused_total{listener=\"his\"} 1.0");
            assertHas(page, "medsettle_decode_errors_total{listener=\"his\"} 1.0");
            assertHas(page, "medsettle_http_errors_total{listener=\"his\"} 1.0");
            assertHas(page, "medsettle_answers_dropped_total{listener=\"his\"} 1.0");
            assertHas(page, "medsettle_connection_faults_total{listener=\"his\"} 1.0");
        }
    }

    @Test
    void shouldShowThePageWithoutTheLedgersFiguresWhenTheEngineIsSilentOrBusy() throws Exception {
        try (TestNode node = new TestNode((command, reply) -> false)) {
            assertHas(node.get("/metrics").body(), "medsettle_accounts NaN");

            node.link.admission(() -> ResultCode.FENCED);

            assertHas(node.get("/metrics").body(), "medsettle_accounts NaN");
        }
    }

    private static void assertHas(String page, String line) {
        assertTrue(page.contains(line), () -> line + " is not in\n" + page);
    }

    private static List<String> referencePage() throws IOException {
        Path fromModule = Path.of("..", "docs", "ops", "metrics.md");
        Path page = Files.exists(fromModule) ? fromModule : Path.of("docs", "ops", "metrics.md");
        return Files.readAllLines(page, StandardCharsets.UTF_8);
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> metrics = new TreeMap<>();
        for (String line : referencePage()) {
            if (line.equals(FROM_THE_BACKUP)) {
                return metrics;
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>(
                        Arrays.asList(row.group(3).replace("`", "").strip().split(", ", -1)));
                metrics.put(row.group(1), row.group(2) + " " + labels);
            }
        }
        return metrics;
    }

    private static Map<String, String> live(String page) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : page.split("\n", -1)) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            }
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String name = types.containsKey(sample.group(1))
                        ? sample.group(1)
                        : sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
                String names = String.valueOf(sample.group(2)).replaceAll("=\"[^\"]*\"", "");
                Set<String> all = labels.computeIfAbsent(name, any -> new TreeSet<>());
                all.addAll(Arrays.asList(sample.group(2) == null ? new String[] {""} : names.split(",", -1)));
                all.remove("le");
            }
        }
        types.replaceAll((name, type) -> {
            Set<String> own = labels.getOrDefault(name, new TreeSet<>());
            if (own.size() > 1) {
                own.remove("");
            }
            return type + " " + (own.isEmpty() ? Set.of("") : own);
        });
        return types;
    }
}
