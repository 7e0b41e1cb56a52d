package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.JournalRecord;
import org.medsettle.journal.RecoveryOutcome;

/** Sequences and times of a stopped node's journal, from the first segment that is there. Units: epoch milliseconds. */
@ThreadConfined(Threads.CALLER)
final class JournalTimes {
    private long count;
    private long firstSequence = -1;
    private long lastSequence;
    private long firstMs = -1;
    private long lastMs;
    private long untilMs = Long.MAX_VALUE;
    private long upTo;
    private boolean isDense = true;
    private boolean isMonotonic = true;

    private JournalTimes() {}

    static JournalTimes read(Path data) throws Exception {
        JournalTimes times = new JournalTimes();
        times.readAll(data);
        return times;
    }

    private void readAll(Path data) throws Exception {
        try (DataDirectory directory = DataDirectory.openForReading(data);
                Stream<Path> files = Files.list(directory.journal())) {
            long first = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".mj"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - ".mj".length())))
                    .min()
                    .orElseThrow();
            RecoveryOutcome outcome = new JournalReader(new PathFiles(directory.journal())).read(first, this::onRecord);
            assertFalse(outcome instanceof RecoveryOutcome.Corrupt, outcome::toString);
        }
    }

    /** The last sequence in front of the first record that is later than {@code timeMs}. */
    static long lastUpTo(Path data, long timeMs) throws Exception {
        JournalTimes times = new JournalTimes();
        times.untilMs = timeMs;
        times.readAll(data);
        return times.upTo;
    }

    private void onRecord(JournalRecord found) {
        if (found.timeMs() > untilMs) {
            untilMs = Long.MIN_VALUE;
        } else {
            upTo = found.sequence();
        }
        if (count++ == 0) {
            firstSequence = found.sequence();
            firstMs = found.timeMs();
        } else {
            isDense &= found.sequence() == lastSequence + 1;
            isMonotonic &= found.timeMs() >= lastMs;
        }
        lastSequence = found.sequence();
        lastMs = found.timeMs();
    }

    boolean isDense() {
        return count > 0 && isDense;
    }

    boolean neverGoesBack() {
        return isMonotonic;
    }

    long spanMs() {
        return lastMs - firstMs;
    }

    @Override
    public String toString() {
        return count + " records, sequences " + firstSequence + " to " + lastSequence + ", over " + spanMs()
                + " ms, dense " + isDense + ", in order of time " + isMonotonic;
    }
}
