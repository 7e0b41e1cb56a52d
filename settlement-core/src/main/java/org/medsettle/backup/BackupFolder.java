package org.medsettle.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.LogPosition;

/**
 * A directory that backups are written to: laid out as a data directory, with a manifest, held by one run at a time.
 *
 * <p>Threads: one. Failure: {@link BackupException} with one line for the operator.
 */
@ThreadConfined(Threads.CALLER)
final class BackupFolder implements AutoCloseable {
    private static final String LOCK_FILE = "LOCK";
    /** A file system's own folder, and the manifest that an interrupted beginning was about to name. */
    private static final Set<String> NO_CONTENT = Set.of("lost+found", BackupManifest.UNNAMED);

    private final Path path;
    private final FileChannel lock;
    private final DiskFiles snapshots;
    private final DiskFiles journal;
    private BackupManifest manifest;

    private BackupFolder(Path path, FileChannel lock, Function<Path, DiskFiles> disks, BackupManifest manifest) {
        this.path = path;
        this.lock = lock;
        this.snapshots = disks.apply(snapshotPath());
        this.journal = disks.apply(journalPath());
        this.manifest = manifest;
    }

    /** Opens a backup, or begins one in a directory that is not there or empty. */
    static BackupFolder open(Path path, String formatLine, Function<Path, DiskFiles> disks) {
        try {
            PathFiles.makeDirectories(path);
            BackupManifest manifest = BackupManifest.read(path);
            if (manifest == null) {
                manifest = begin(path);
            }
            complete(path, formatLine);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new BackupException(path + " is in use by another run");
            }
            return new BackupFolder(path, channel, disks, manifest);
        } catch (IOException e) {
            throw new BackupException("cannot use " + path + " for a backup: " + e.getMessage(), e);
        }
    }

    /** The manifest comes first, so that no node ever takes what has only begun for its own directory. */
    private static BackupManifest begin(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            boolean isEmpty = entries.allMatch(entry -> NO_CONTENT.contains(String.valueOf(entry.getFileName())));
            if (!isEmpty) {
                throw BackupException.ofUsage(path + " is neither empty nor a backup; name another directory");
            }
        }
        BackupManifest empty = new BackupManifest(0, 0, LogPosition.START, List.of());
        empty.write(path);
        return empty;
    }

    /** Makes what the manifest stands for: nothing when all is there, else what an interrupted beginning left out. */
    private static void complete(Path path, String formatLine) throws IOException {
        PathFiles.makeDirectories(path.resolve(BackupFile.JOURNAL));
        PathFiles.makeDirectories(path.resolve(BackupFile.SNAPSHOT));
        if (!Files.exists(path.resolve(DataDirectory.FORMAT_FILE))) {
            DataDirectory.writeFormat(path, formatLine);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path snapshotPath() {
        return path.resolve(BackupFile.SNAPSHOT);
    }

    Path journalPath() {
        return path.resolve(BackupFile.JOURNAL);
    }

    DiskFiles snapshots() {
        return snapshots;
    }

    DiskFiles journal() {
        return journal;
    }

    /** What the last run that ended has left. */
    BackupManifest manifest() {
        return manifest;
    }

    /** From now on the backup is this; snapshots that are not in it were copied in vain and go. */
    void complete(BackupManifest next) {
        try {
            next.write(path);
            manifest = next;
            for (String name : snapshots.list()) {
                if (next.find(BackupFile.SNAPSHOT, name) == null) {
                    snapshots.delete(name);
                }
            }
            snapshots.forceDirectory();
        } catch (IOException e) {
            throw new BackupException("cannot write the manifest of " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BackupException("the lock of " + path + " cannot be freed", e);
        }
    }
}
