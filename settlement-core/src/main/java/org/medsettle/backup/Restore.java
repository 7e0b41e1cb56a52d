package org.medsettle.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsettle.audit.JournalVerifier;
import org.medsettle.audit.VerifyOutcome;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalFailedException;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.LogPosition;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.state.LedgerStores;

/**
 * Puts a backup back into a new directory, up to a sequence or a time: the newest snapshot at or before the target, the
 * journal behind it, cut exactly behind the target. From there on the directory has a history of its own; what lies behind
 * the target is listed, and stays in the backup, which is not changed.
 *
 * <p>Threads: one. Failure: {@link BackupException}, one line; a directory that was begun carries a mark that keeps nodes
 * away from it.
 */
@ThreadConfined(Threads.CALLER)
public final class Restore {
    /** Where what lies behind the target is listed when it is much. */
    static final String AFTER_FILE = "AFTER-TARGET.txt";

    private final RestoreSource source;
    private final Path directory;
    private final RestoreTarget target;
    private final EpochClock clock;
    private long lastSequence;
    private long lastTimeMs;
    private long targetSequence;
    private long targetTimeMs;

    private Restore(RestoreSource source, Path directory, RestoreTarget target, EpochClock clock) {
        this.source = source;
        this.directory = directory;
        this.target = target;
        this.clock = clock;
    }

    /**
     * Restores.
     *
     * @param from a backup, or a stopped node's directory
     * @param directory must not exist or be empty
     * @param stores of the kind the node has, empty; for the check of the result
     */
    public static Done run(
            Path from, Path directory, RestoreTarget target, Supplier<LedgerStores> stores, EpochClock clock) {
        refuseUsed(from, directory);
        long startNs = System.nanoTime();
        String formatLine = DataDirectory.formatOf(from);
        try (DataDirectory data = DataDirectory.openForReading(from)) {
            Restore restore = new Restore(new RestoreSource(data), directory, target, clock);
            SnapshotInfo base = restore.locate();
            AfterTarget.Found after = restore.write(base, formatLine);
            VerifyOutcome.Sound sound = restore.verify(stores);
            Files.delete(directory.resolve(DataDirectory.RESTORING_FILE));
            PathFiles.force(directory);
            return new Done(
                    restore.targetSequence,
                    restore.targetTimeMs,
                    base == null ? 0 : base.sequence(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs),
                    sound,
                    after.commands(),
                    after.byKind(),
                    after.lines(),
                    after.file());
        } catch (IOException | UncheckedIOException | JournalFailedException e) {
            throw new BackupException(
                    "restoring into " + directory + " failed: " + reason(e)
                            + "; delete what is there, free space or mend the disk, and restore again",
                    e);
        }
    }

    private static String reason(Exception failed) {
        Throwable cause = failed.getCause();
        return failed.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
    }

    private static void refuseUsed(Path from, Path directory) {
        if (directory
                .toAbsolutePath()
                .normalize()
                .startsWith(from.toAbsolutePath().normalize())) {
            throw BackupException.ofUsage("nothing is restored into the backup itself: " + directory);
        }
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw BackupException.ofUsage(directory + " is not empty; restore into a new directory");
            }
        } catch (IOException e) {
            throw new BackupException(directory + " is no directory to restore into: " + e.getMessage(), e);
        }
    }

    /** Finds the target in the journal and answers the newest snapshot at or before it; null to start from nothing. */
    private @Nullable SnapshotInfo locate() throws IOException {
        SnapshotInfo first = newest(this::isAtOrBefore);
        source.check(first);
        lastSequence = first == null ? 0 : first.sequence();
        lastTimeMs = first == null ? 0 : first.timeMs();
        targetSequence = -1;
        long[] firstTimeMs = {-1};
        JournalReader reader = new JournalReader(source.journal());
        source.read(reader, first, lastSequence + 1, command -> {
            firstTimeMs[0] = firstTimeMs[0] < 0 ? command.timeMs() : firstTimeMs[0];
            if (targetSequence < 0 && isBehindTarget(command.sequence(), command.timeMs())) {
                targetSequence = lastSequence;
                targetTimeMs = lastTimeMs;
            }
            lastSequence = command.sequence();
            lastTimeMs = command.timeMs();
        });
        if (targetSequence < 0) {
            targetSequence = lastSequence;
            targetTimeMs = lastTimeMs;
        }
        if (target instanceof RestoreTarget.ToSequence wanted && wanted.sequence() > lastSequence) {
            throw new BackupException("the backup ends with sequence " + lastSequence + " of "
                    + RestoreTarget.text(lastTimeMs) + "; sequence " + wanted.sequence() + " is not in it");
        }
        if (lastSequence == 0) {
            throw new BackupException("the backup holds no command");
        }
        if (targetSequence == 0) {
            throw new BackupException("the first command in the backup is of "
                    + RestoreTarget.text(Math.max(0, firstTimeMs[0])) + ", which is after " + target);
        }
        SnapshotInfo base =
                newest(snapshot -> LogPosition.of(snapshot.position()).sequence() <= targetSequence);
        source.check(base);
        return base;
    }

    private boolean isAtOrBefore(SnapshotInfo snapshot) {
        if (target instanceof RestoreTarget.ToSequence wanted) {
            return LogPosition.of(snapshot.position()).sequence() <= wanted.sequence();
        }
        return !(target instanceof RestoreTarget.ToTime wanted) || snapshot.timeMs() <= wanted.timeMs();
    }

    private boolean isBehindTarget(long sequence, long timeMs) {
        if (target instanceof RestoreTarget.ToSequence wanted) {
            return sequence > wanted.sequence();
        }
        return target instanceof RestoreTarget.ToTime wanted && timeMs > wanted.timeMs();
    }

    private @Nullable SnapshotInfo newest(Predicate<SnapshotInfo> wanted) throws IOException {
        SnapshotInfo newest = null;
        for (SnapshotInfo snapshot : source.infos()) {
            newest = wanted.test(snapshot) ? snapshot : newest;
        }
        if (newest == null && !source.hasBeginning()) {
            String oldest = source.infos().isEmpty()
                    ? "has no snapshot that its journal needs"
                    : "begins with sequence "
                            + LogPosition.of(source.infos().get(0).position()).sequence() + " of "
                            + RestoreTarget.text(source.infos().get(0).timeMs());
            throw new BackupException(
                    "the backup " + oldest + ", which is after " + target + "; use an older backup, or a later target");
        }
        return newest;
    }

    private AfterTarget.Found write(@Nullable SnapshotInfo base, String formatLine) throws IOException {
        PathFiles.makeDirectories(directory);
        PathFiles.replace(directory, DataDirectory.RESTORING_FILE, "up to " + target + "\n");
        Path journal = PathFiles.makeDirectories(directory.resolve(BackupFile.JOURNAL));
        Path snapshots = PathFiles.makeDirectories(directory.resolve(BackupFile.SNAPSHOT));
        if (base != null) {
            FileCopy copy = new FileCopy(source.snapshots(), new PathFiles(snapshots), snapshots);
            copy.copy(base.fileName(), base.fileBytes(), base.fileBytes(), true);
            copy.name(base.fileName());
        }
        try (AfterTarget after = new AfterTarget(directory.resolve(AFTER_FILE))) {
            new JournalCut(source, base, clock).write(journal, targetSequence, after);
            DataDirectory.writeFormat(directory, formatLine);
            return after.found();
        }
    }

    private VerifyOutcome.Sound verify(Supplier<LedgerStores> stores) {
        VerifyOutcome outcome = JournalVerifier.verify(directory, stores);
        if (outcome instanceof VerifyOutcome.Sound sound && sound.lastSequence() == targetSequence) {
            return sound;
        }
        throw new BackupException("what was restored into " + directory + " is not sound: "
                + outcome.describe().lines().findFirst().orElse("") + "; do not use it, take another backup");
    }

    /**
     * What was restored.
     *
     * <p>Units: epoch milliseconds.
     *
     * @param sequence the last command in it
     * @param timeMs time of that command
     * @param snapshotSequence sequence of the snapshot it starts from, 0 for none
     * @param verified what the check of the result has found
     * @param commandsAfter commands behind the target, which only the backup has
     * @param afterByKind their counts, in words
     * @param afterLines those that move money, when they are few
     * @param afterFile the file that lists them otherwise; empty when they are few
     */
    public record Done(
            long sequence,
            long timeMs,
            long snapshotSequence,
            long durationMs,
            VerifyOutcome.Sound verified,
            long commandsAfter,
            String afterByKind,
            List<String> afterLines,
            String afterFile) {}
}
