package org.medsettle.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.JournalRecord;
import org.medsettle.journal.RecoveryOutcome;

/**
 * A program: lets the naive model read the journal of a stopped node and prints the figures it comes to, one
 * {@code name=value} a line (names as the admin door's), for a test of the whole node to compare with what the node itself says.
 *
 * <p>Failure: exit code 1 for a journal that is damaged or holds a type nobody knows.
 */
public final class JournalModel {
    private final NaiveLedger ledger = new NaiveLedger();
    private final Command command = new Command();
    private long sequence;
    private long timeMs;

    private JournalModel() {}

    public static void main(String[] args) throws IOException {
        JournalModel model = new JournalModel();
        try (DataDirectory data = DataDirectory.openForReading(Path.of(args[0]))) {
            RecoveryOutcome outcome = new JournalReader(new PathFiles(data.journal())).read(1, model::apply);
            if (outcome instanceof RecoveryOutcome.Corrupt corrupt) {
                System.err.println(corrupt.describe());
                System.exit(1);
            }
        }
        model.print();
    }

    private void apply(JournalRecord journalled) {
        CommandType type = Objects.requireNonNull(CommandType.of(journalled.type()), "a type this version knows");
        sequence = journalled.sequence();
        timeMs = journalled.timeMs();
        if (type == CommandType.DIGEST_MARK) {
            return;
        }
        command.reserve(journalled.length()).put(0, journalled.body(), 0, journalled.length());
        command.set(type, journalled.length());
        ledger.apply(command, sequence, timeMs);
    }

    private void print() {
        Answer.Figures figures = (Answer.Figures)
                ledger.apply(Order.Query.digest(), sequence, timeMs).body();
        figures.figures().forEach((figure, value) -> System.out.println(name(figure) + "=" + value));
    }

    private static String name(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT).replace("list_", "list_entries.");
    }
}
