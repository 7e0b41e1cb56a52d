package org.medsettle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.JournalRecord;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SegmentCatalog;

/**
 * Shows the commands of a stopped node's journal in words. Only whole, checked batches are shown; reading ends with the
 * last record wanted.
 *
 * <p>Threads: one. Failure: {@code DataDirectoryException} when the directory is in use or none of ours; damage on the way
 * is an outcome. Never changes a byte.
 */
public final class JournalInspector {
    private final InspectQuery query;
    private final Consumer<String> out;
    private final RecordFilter filter;
    private final RecordWords words = new RecordWords();
    private long shown;
    private long beginsWith;

    private JournalInspector(InspectQuery query, Consumer<String> out) {
        this.query = query;
        this.out = out;
        filter = new RecordFilter(query);
    }

    /** Gives every record wanted to {@code out}, one line each. */
    public static Done inspect(Path directory, InspectQuery query, Consumer<String> out) {
        JournalInspector inspector = new JournalInspector(query, out);
        try (DataDirectory data = DataDirectory.openForReading(directory)) {
            PathFiles journal = new PathFiles(data.journal());
            inspector.beginsWith = new SegmentCatalog(journal).firstSequence();
            long from = Math.max(query.fromSequence(), inspector.beginsWith);
            RecoveryOutcome outcome = new JournalReader(journal).read(from, inspector::show);
            return inspector.done(outcome instanceof RecoveryOutcome.Corrupt corrupt ? corrupt.describe() : "");
        } catch (EnoughShown end) {
            return inspector.done("");
        } catch (IOException e) {
            throw new UncheckedIOException("the disk refuses to read " + directory, e);
        }
    }

    private Done done(String damage) {
        return new Done(shown, beginsWith, damage);
    }

    private void show(JournalRecord command) {
        if (filter.admits(command)) {
            out.accept(words.line(command));
            shown++;
            if (shown == query.count()) {
                throw new EnoughShown();
            }
        }
    }

    /**
     * What was shown.
     *
     * @param beginsWith the first sequence the journal has; above 1 when the segments before were let go behind a snapshot
     * @param damage where reading had to stop, in words; empty when it did not
     */
    public record Done(long shown, long beginsWith, String damage) {}

    /** Leaves the reader, which reads to the end otherwise. */
    private static final class EnoughShown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughShown() {
            super(null, null, false, false);
        }
    }
}
