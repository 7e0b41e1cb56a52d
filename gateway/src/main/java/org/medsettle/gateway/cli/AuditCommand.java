package org.medsettle.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.TrailOutcome;
import org.medsettle.gateway.trail.TrailVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle audit}: checks the audit trail and shows what stands in it. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the audit trail of a node, running or not: every record's hash, and that each hangs on the one before.",
            "With --day, --card, --person or --all it prints those records, one JSON object a line, and what it found on",
            "stderr. Changes nothing. Exit code 1 names the first record that does not fit."
        })
final class AuditCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory.")
    private Path directory = Path.of("");

    @Option(names = "--all", description = "Print every record.")
    private boolean all;

    @Option(names = "--day", defaultValue = "", paramLabel = "YYYY-MM-DD", description = "Print the records of a day.")
    private String day = "";

    @Option(
            names = "--card",
            defaultValue = "",
            paramLabel = "AREA/NUMBER",
            description = "Print the records that concern this card.")
    private String card = "";

    @Option(
            names = "--person",
            defaultValue = "",
            paramLabel = "P",
            description = "Print the records that concern this person number (psn_no).")
    private String person = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = VerifyCommand.specOf(spec);
        Path trail = directory.resolve("audit");
        if (!Files.isDirectory(trail)) {
            throw new ParameterException(own.commandLine(), directory + " has no audit trail");
        }
        LocalDate only = dayOf(own);
        AuditSubject subject = subject(own);
        PrintWriter out = own.commandLine().getOut();
        boolean prints = all || only != null || subject != AuditSubject.NONE;
        Consumer<String> lines = prints ? out::println : line -> {};
        TrailOutcome outcome = TrailVerifier.verify(trail, only, subject, lines);
        out.flush();
        boolean sound = outcome instanceof TrailOutcome.Sound;
        PrintWriter told = sound && !prints ? out : own.commandLine().getErr();
        told.println((sound ? "sound: " : "medsettle: ") + outcome.describe());
        told.flush();
        return sound ? 0 : Medsettle.FAILED;
    }

    private @Nullable LocalDate dayOf(CommandSpec own) {
        try {
            return day.isEmpty() ? null : LocalDate.parse(day);
        } catch (DateTimeParseException malformed) {
            throw new ParameterException(own.commandLine(), "--day is a date like 2026-11-02", malformed);
        }
    }

    private AuditSubject subject(CommandSpec own) {
        if (card.isEmpty()) {
            return person.isEmpty() ? AuditSubject.NONE : AuditSubject.person(person);
        }
        if (!person.isEmpty()) {
            throw new ParameterException(own.commandLine(), "give --card or --person, not both");
        }
        int slash = card.indexOf('/');
        boolean hasArea = slash == 6 && card.substring(0, slash).chars().allMatch(c -> c >= '0' && c <= '9');
        long key = hasArea
                ? CardNumber.key(Integer.parseInt(card.substring(0, slash)), card.substring(slash + 1))
                : CardNumber.INVALID;
        if (key == CardNumber.INVALID) {
            throw new ParameterException(
                    own.commandLine(),
                    "--card is AREA/NUMBER: six digits, and nine characters with the right check character");
        }
        return AuditSubject.card(key);
    }
}
