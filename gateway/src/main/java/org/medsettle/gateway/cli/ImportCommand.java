package org.medsettle.gateway.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.gateway.cli.imports.Feed;
import org.medsettle.gateway.cli.imports.ImportDoor;
import org.medsettle.gateway.cli.imports.ImportProgress;
import org.medsettle.gateway.cli.imports.ImportRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle import}: a CSV file into a running node. */
@Command(
        name = "import",
        description = {
            "Brings a CSV file into a running node. Rejected lines go to FILE.rejects.csv with line number and reason.",
            "Safe to repeat after an interruption: what is already in counts as repeated. Exit code 1 when lines were",
            "rejected or the node stayed away. The order is institutions, persons, cards, ecredentials, invalid-list.",
            "A feed (--level, --version) is put in force as a whole, and only if none of its lines is rejected."
        })
final class ImportCommand implements Callable<Integer> {
    private static final Set<String> KINDS = Set.of("institutions", "persons", "cards", "ecredentials", "invalid-list");
    private static final Set<String> LEVELS = Set.of("NATION", "PROVINCE", "CITY");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "institutions, persons, cards, ecredentials or invalid-list.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE.csv", description = "The file, UTF-8 with a header line.")
    private Path file = Path.of("");

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8081",
            description = "The node's admin door (default http://127.0.0.1:8081).")
    private URI url = URI.create("http://127.0.0.1:8081");

    @Option(names = "--operator", defaultValue = "cli", description = "Operator number for the record (default cli).")
    private String operator = "cli";

    @Option(names = "--level", description = "Feeds: NATION, PROVINCE or CITY.")
    private @Nullable String level;

    @Option(names = "--version", paramLabel = "V", description = "Feeds: version of this feed, above 0.")
    private @Nullable Long version;

    @Option(names = "--base-version", paramLabel = "B", description = "Feeds: version a delta builds on.")
    private @Nullable Long baseVersion;

    @Spec
    private @Nullable CommandSpec spec;

    /** Only so that picocli knows the option: this command's own --version leaves no room for the standard ones. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    void help(boolean isWanted) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(KINDS.contains(kind), "KIND must be institutions, persons, cards, ecredentials or invalid-list");
        check(Files.isReadable(file), "cannot read " + file);
        check("http".equals(url.getScheme()) && url.getHost() != null, "--url must be like http://127.0.0.1:8081");
        Feed feed = feed();
        String token = System.getenv().getOrDefault("MEDSETTLE_ADMIN_TOKEN", "");
        ImportDoor door = new ImportDoor(url, operator, token, PATIENCE);
        ImportRun.Outcome outcome = new ImportRun(door, ImportProgress.onStderr()).run(kind, file, feed);
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %,d lines, %,d accepted, %,d repeated, %,d rejected, %,d lines/s",
                kind,
                outcome.lines(),
                outcome.accepted(),
                outcome.repeated(),
                outcome.rejected(),
                outcome.ratePerSecond()));
        if (outcome.rejected() == 0) {
            return 0;
        }
        System.err.println("medsettle: " + outcome.rejected() + " lines were rejected, see " + outcome.rejects()
                + (outcome.inForce() ? "" : "; the feed is not in force, correct the file and import it again"));
        return Medsettle.FAILED;
    }

    private @Nullable Feed feed() {
        String feedLevel = level;
        Long feedVersion = version;
        if (feedLevel == null && feedVersion == null && baseVersion == null) {
            return null;
        }
        check(kind.equals("invalid-list"), "--level, --version and --base-version are for invalid-list");
        long base = baseVersion == null ? 0 : baseVersion;
        if (feedLevel == null
                || feedVersion == null
                || !LEVELS.contains(feedLevel)
                || base < 0
                || base >= feedVersion) {
            check(false, "a feed needs --level NATION, PROVINCE or CITY, --version above 0 and above --base-version");
            return null;
        }
        return new Feed(feedLevel, feedVersion, base);
    }

    private void check(boolean holds, String problem) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
