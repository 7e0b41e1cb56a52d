package org.medsettle.gateway.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.cli.demo.Findings;

/**
 * What the suite has found, a row for each fault, kept in {@code target/fault-suite.md} after every test and printed at the end.
 *
 * <p>Threads: any; guarded by the class. Units: nanoseconds.
 */
@ThreadSafe
final class FaultTable {
    private static final Path FILE = Path.of("target", "fault-suite.md");
    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    private FaultTable() {}

    private static final class Row {
        private long runs;
        private long acknowledged;
        private long lost;
        private long doubled;
        private long elapsedNs;
    }

    /** Opens one test of a fault; tests of the same fault share a row. */
    static synchronized Run begin(String fault) {
        return new Run(ROWS.computeIfAbsent(fault, any -> new Row()));
    }

    /** One test. Threads: the test's. */
    static final class Run implements AutoCloseable {
        private final Row row;
        private final long fromNs = System.nanoTime();

        private Run(Row row) {
            this.row = row;
        }

        /** Enters what the audit after one fault has found, and fails unless the books are as they must be. */
        void audited(Findings found, String where) {
            synchronized (FaultTable.class) {
                row.runs++;
                row.acknowledged += found.fresh();
                row.lost += found.lost();
                row.doubled += found.doubled();
            }
            if (!found.violations().isEmpty() || found.lost() + found.doubled() > 0) {
                throw new AssertionError(where + ": " + found);
            }
        }

        /** Enters a fault that leaves nothing to audit: a node that may not even start. */
        void survived() {
            synchronized (FaultTable.class) {
                row.runs++;
            }
        }

        @Override
        public void close() {
            synchronized (FaultTable.class) {
                row.elapsedNs += System.nanoTime() - fromNs;
                write();
            }
        }
    }

    private static void write() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The table in Markdown; empty when no fault was tried. */
    static synchronized String text() {
        if (ROWS.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder(
                "| fault | runs | acknowledged settlements checked | lost | doubled | time |\n|---|---|---|---|---|---|\n");
        Row sum = new Row();
        ROWS.forEach((fault, row) -> {
            table.append(line(fault, row));
            sum.runs += row.runs;
            sum.acknowledged += row.acknowledged;
            sum.lost += row.lost;
            sum.doubled += row.doubled;
            sum.elapsedNs += row.elapsedNs;
        });
        return table.append(line("all", sum)).toString();
    }

    private static String line(String fault, Row row) {
        List<Object> cells =
                List.of(fault, row.runs, row.acknowledged, row.lost, row.doubled, row.elapsedNs / 1_000_000_000.0);
        return String.format(Locale.ROOT, "| %s | %,d | %,d | %,d | %,d | %.1f s |%n", cells.toArray());
    }
}
