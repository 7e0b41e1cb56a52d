package org.medsettle.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.backup.BackupException;
import org.medsettle.backup.Restore;
import org.medsettle.backup.RestoreTarget;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle restore}: a new data directory from a backup, whole or up to a point. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a new data directory from a backup (or from a stopped node's directory), up to a sequence or a time, and",
            "verifies it. From there on it has a history of its own: what lies behind the target is counted by kind, what",
            "moves money is listed, in a file when it is much. FROM is not changed.",
            "Exit code 1 when the backup is damaged or does not reach the target."
        })
final class RestoreCommand implements Callable<Integer> {
    private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
    private static final long MAX_OFF_HEAP_BYTES = 256L << 30;

    @Parameters(index = "0", paramLabel = "FROM", description = "The backup.")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "The new data directory: not there yet, or empty.")
    private Path directory = Path.of("");

    @Option(names = "--to-seq", paramLabel = "N", description = "Up to and with sequence N.")
    private @Nullable Long toSequence;

    @Option(
            names = "--to-time",
            paramLabel = "T",
            description = "Up to the last command before the first one later than T: an ISO date-time like"
                    + " 2026-09-21T12:30:00, in Asia/Shanghai when it has no offset.")
    private @Nullable String toTime;

    @Option(
            names = "--max-accounts",
            defaultValue = "20000000",
            paramLabel = "N",
            description = "Room for so many personal accounts while verifying (default 20000000).")
    private long maxAccounts;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = VerifyCommand.specOf(spec);
        if (maxAccounts < 1) {
            throw new ParameterException(own.commandLine(), "--max-accounts must be at least 1");
        }
        RestoreTarget target = target(own);
        Restore.Done done;
        try {
            done = Restore.run(
                    from,
                    directory,
                    target,
                    () -> RealStores.create(StoreConfig.of(maxAccounts, MAX_OFF_HEAP_BYTES)),
                    System::currentTimeMillis);
        } catch (DataDirectoryException refused) {
            throw new ParameterException(own.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (BackupException failed) {
            if (failed.isUsage()) {
                throw new ParameterException(own.commandLine(), String.valueOf(failed.getMessage()), failed);
            }
            own.commandLine().getErr().println("medsettle: " + failed.getMessage());
            return Medsettle.FAILED;
        }
        print(own.commandLine().getOut(), done);
        return 0;
    }

    private RestoreTarget target(CommandSpec own) {
        Long sequence = toSequence;
        String time = toTime;
        if (sequence != null && time != null) {
            throw new ParameterException(own.commandLine(), "--to-seq and --to-time exclude each other");
        }
        if (sequence != null) {
            if (sequence < 1) {
                throw new ParameterException(own.commandLine(), "--to-seq must be at least 1");
            }
            return new RestoreTarget.ToSequence(sequence);
        }
        if (time == null) {
            return RestoreTarget.EVERYTHING;
        }
        try {
            return new RestoreTarget.ToTime(epochMs(time));
        } catch (DateTimeException wrong) {
            throw new ParameterException(
                    own.commandLine(), "--to-time must be like 2026-09-21T12:30:00 or 2026-09-21T04:30:00Z", wrong);
        }
    }

    private static long epochMs(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                        instanceof OffsetDateTime exact
                ? exact.toInstant().toEpochMilli()
                : LocalDateTime.parse(text).toInstant(SHANGHAI).toEpochMilli();
    }

    private void print(PrintWriter out, Restore.Done done) {
        out.printf(
                Locale.ROOT,
                "restored into %s: sequence %,d of %s, %s, %.1f s%n",
                directory,
                done.sequence(),
                RestoreTarget.text(done.timeMs()),
                done.snapshotSequence() == 0
                        ? "from the first command"
                        : "from the snapshot of sequence " + done.snapshotSequence(),
                done.durationMs() / 1e3);
        if (done.commandsAfter() == 0) {
            out.println("nothing lies behind it");
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d commands lie behind it, as asked for, refused ones among them: %s%n",
                    done.commandsAfter(),
                    done.afterByKind());
            done.afterLines().forEach(out::println);
            if (!done.afterFile().isEmpty()) {
                out.println("what moves money among them is listed in " + done.afterFile());
            }
        }
        out.print(done.verified().describe());
        out.flush();
    }
}
