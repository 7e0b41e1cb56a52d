package org.medsettle.backup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.medsettle.backup.FileCopy.VanishedException;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.Damage;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.journal.SegmentCatalog;
import org.medsettle.snapshot.SnapshotInfo;

/**
 * Backs a data directory up while its node runs, or adds to a backup what has come since: the newest good snapshots, then
 * the journal behind the older of them up to one moment. What a running node lets go meanwhile makes it start again from a
 * newer snapshot.
 *
 * <p>Threads: one. Failure: {@link BackupException}, one line; the backup is then what it was before, and running again goes
 * on. The node is neither asked nor changed; its last segment is forced once, so that the copy holds nothing that the node
 * could still lose.
 */
@ThreadConfined(Threads.CALLER)
public final class Backup {
    private static final int MAX_ATTEMPTS = 5;

    private final Path source;
    private final DiskFiles sourceJournal;
    private final BackupFolder target;
    private final EpochClock clock;
    private final List<String> remarks = new ArrayList<>();
    private final SegmentCopies segments;
    private final SnapshotCopies snapshots;
    private final long startNs = System.nanoTime();
    private long lastTimeMs;

    private Backup(Path source, BackupFolder target, EpochClock clock) {
        this.source = source;
        this.target = target;
        this.clock = clock;
        Path snapshotPath = source.resolve(BackupFile.SNAPSHOT);
        sourceJournal = new PathFiles(source.resolve(BackupFile.JOURNAL));
        segments = new SegmentCopies(sourceJournal, target);
        snapshots = new SnapshotCopies(
                Files.isDirectory(snapshotPath) ? new PathFiles(snapshotPath) : null, target, remarks::add);
    }

    /** Backs {@code source} up to {@code target}, which is a backup of it already, or empty, or not there. */
    public static Done run(Path source, Path target, EpochClock clock) {
        return run(source, target, clock, PathFiles::new);
    }

    /** @param disks how folders of the target are written to */
    static Done run(Path source, Path target, EpochClock clock, Function<Path, DiskFiles> disks) {
        String formatLine = DataDirectory.formatOf(source);
        Path inside = target.toAbsolutePath().normalize();
        if (inside.startsWith(source.toAbsolutePath().normalize())) {
            throw BackupException.ofUsage("a backup cannot be inside the directory it is of: " + target);
        }
        try (BackupFolder folder = BackupFolder.open(target, formatLine, disks)) {
            return new Backup(source, folder, clock).run();
        }
    }

    private Done run() {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                return attempt();
            } catch (VanishedException gone) {
                remarks.add("the node let " + gone.getMessage() + " go meanwhile; began again from a newer snapshot");
            } catch (IOException e) {
                throw new BackupException("cannot read " + source + ": " + e.getMessage(), e);
            }
        }
        throw new BackupException("the node lets its files go faster than they can be copied to this target: "
                + "keep more snapshots (snapshots.keep), or use a faster target");
    }

    private Done attempt() throws IOException {
        List<SnapshotInfo> chosen = snapshots.copyNewest();
        BackupManifest before = target.manifest();
        List<LogPosition> positions = new ArrayList<>();
        chosen.forEach(snapshot -> positions.add(LogPosition.of(snapshot.position())));
        long from = chosen.isEmpty() ? 1 : chosen.get(0).sequence() + 1;
        if (before.position().sequence() > 0) {
            positions.add(before.position());
            from = Math.min(from, before.position().sequence());
        }
        lastTimeMs = chosen.isEmpty()
                ? before.lastTimeMs()
                : chosen.get(chosen.size() - 1).timeMs();
        JournalReader reader = scan(from, positions);
        List<BackupFile> copied = segments.copy(reader.segments(), reader.endPosition());
        check(from, positions, reader.position());
        BackupManifest next = new BackupManifest(
                clock.epochMs(), lastTimeMs, reader.position(), merge(before, snapshots.files(), copied));
        snapshots.nameAll();
        target.complete(next);
        return new Done(
                segments.bytes() + snapshots.bytes(),
                segments.copied() + snapshots.copied(),
                next.files().size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs),
                next.position().sequence(),
                lastTimeMs,
                next.position().chainHead(),
                List.copyOf(remarks));
    }

    /** Reads and checks what is to be copied, up to where the journal ends at some moment from now on. */
    private JournalReader scan(long from, List<LogPosition> positions) throws IOException {
        JournalReader reader = JournalReader.whileWritten(sourceJournal);
        RecoveryOutcome outcome;
        try {
            outcome = reader.read(from, positions, command -> lastTimeMs = command.timeMs());
        } catch (FileNotFoundException | NoSuchFileException gone) {
            throw new VanishedException("a segment");
        }
        if (outcome instanceof Corrupt corrupt) {
            throw refusal(corrupt, from, reader.refusedPosition());
        }
        if (reader.segments().isEmpty()) {
            throw new BackupException(source + " has no journal yet; start its node first");
        }
        return reader;
    }

    private RuntimeException refusal(Corrupt corrupt, long from, @Nullable LogPosition position) throws IOException {
        BackupManifest before = target.manifest();
        if (position != null && position.equals(before.position())) {
            return new BackupException("the journal of " + source + " does not go on where this backup ends (sequence "
                    + before.position().sequence() + "): it is of another history, a restored one perhaps; "
                    + "begin a backup in a new directory and keep this one");
        }
        if (corrupt.damage() == Damage.MISSING_SEGMENT && new SegmentCatalog(sourceJournal).firstSequence() > from) {
            return before.position().sequence() > 0 && from == before.position().sequence()
                    ? new BackupException("the node has let the journal behind sequence "
                            + before.position().sequence() + " go, so that it cannot be added to this backup; "
                            + "begin a backup in a new directory, keep this one, and back up more often")
                    : noBeginning(from);
        }
        return new BackupException("the journal of " + source + " is damaged: " + corrupt.describe()
                + "; stop the node and run: medsettle verify " + source);
    }

    private static RuntimeException noBeginning(long from) {
        return from > 1
                ? new VanishedException("the journal behind a snapshot")
                : new BackupException("the journal does not begin with its first command, and no snapshot is good: "
                        + "let the node take one and run this again");
    }

    /** Reads back from the target what has been put there, as a restore would. */
    private void check(long from, List<LogPosition> positions, LogPosition end) throws IOException {
        JournalReader reader = new JournalReader(target.journal());
        RecoveryOutcome outcome = reader.read(from, positions, command -> {});
        if (outcome instanceof Corrupt corrupt) {
            throw new BackupException("the copy is not sound: " + corrupt.describe() + "; run this again, and if it "
                    + "stays so, begin in a new directory and look after the disk");
        }
        if (!reader.position().equals(end)) {
            throw new BackupException("the copy ends with sequence "
                    + reader.position().sequence() + " instead of " + end.sequence()
                    + ": there are segments of another history in it; begin in a new directory");
        }
    }

    /** What was there before and still is, then the new; in the manifest's order. */
    private static List<BackupFile> merge(
            BackupManifest before, List<BackupFile> newSnapshots, List<BackupFile> newSegments) {
        List<BackupFile> all = new ArrayList<>();
        for (String folder : List.of(BackupFile.SNAPSHOT, BackupFile.JOURNAL)) {
            List<BackupFile> news = folder.equals(BackupFile.SNAPSHOT) ? newSnapshots : newSegments;
            List<BackupFile> files = new ArrayList<>(news);
            before.in(folder).stream()
                    .filter(old -> news.stream().noneMatch(file -> file.name().equals(old.name())))
                    .forEach(files::add);
            files.sort(Comparator.comparing(BackupFile::name));
            all.addAll(files);
        }
        return all;
    }

    /**
     * What a run has done.
     *
     * <p>Units: bytes, epoch milliseconds.
     *
     * @param files files of the whole backup
     * @param sequence the last command in it
     * @param timeMs time of that command
     * @param remarks what somebody should know, in words
     */
    public record Done(
            long bytesCopied,
            int filesCopied,
            int files,
            long durationMs,
            long sequence,
            long timeMs,
            String chainHead,
            List<String> remarks) {}
}
