package org.medsettle.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.audit.InspectQuery;
import org.medsettle.audit.JournalInspector;
import org.medsettle.files.DataDirectoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle inspect}: what stands in a stopped node's journal. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the journal of a stopped node in words, one command a line: sequence, time (UTC+8), what it asked.",
            "Identities are masked. Changes nothing. Where the oldest segments were let go, it begins with what is left.",
            "Exit code 1 when a damaged record ends the reading."
        })
final class InspectCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory.")
    private Path directory = Path.of("");

    @Option(names = "--from", defaultValue = "1", paramLabel = "SEQ", description = "First sequence (default 1).")
    private long from;

    @Option(names = "--count", defaultValue = "100", paramLabel = "N", description = "Most records (default 100).")
    private long count;

    @Option(
            names = "--key",
            defaultValue = "",
            paramLabel = "K",
            description = "Only what came under this key, and its reversals: a msgid, institution and 18 digits.")
    private String key = "";

    @Option(
            names = "--person",
            defaultValue = "",
            paramLabel = "P",
            description = "Only what concerns this person number (psn_no).")
    private String person = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = VerifyCommand.specOf(spec);
        PrintWriter out = own.commandLine().getOut();
        JournalInspector.Done done;
        try {
            done = JournalInspector.inspect(directory, new InspectQuery(from, count, key, person), out::println);
        } catch (IllegalArgumentException | DataDirectoryException refused) {
            throw new ParameterException(own.commandLine(), String.valueOf(refused.getMessage()), refused);
        } finally {
            out.flush();
        }
        if (from < done.beginsWith()) {
            own.commandLine()
                    .getErr()
                    .println("medsettle: the journal begins with sequence " + done.beginsWith()
                            + "; what came before was let go behind a snapshot, a backup may have it");
        }
        if (done.damage().isEmpty()) {
            return 0;
        }
        own.commandLine().getErr().println("medsettle: " + done.damage() + "; see: medsettle verify " + directory);
        return FAILED;
    }
}
