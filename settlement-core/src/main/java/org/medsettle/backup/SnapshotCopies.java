package org.medsettle.backup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.Sha256;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotReader;

/**
 * Copies the newest good snapshots into a backup, each checked whole. They get their names when the journal behind them is there as well. One that is damaged is passed
 * over for the one before it, with a remark.
 *
 * <p>Threads: one. Failure: as {@link FileCopy}; {@link BackupException} when the backup has another one of the same name.
 */
@ThreadConfined(Threads.CALLER)
final class SnapshotCopies {
    /** As a node keeps: the second is for when the first cannot be read one day. */
    private static final int WANTED = 2;

    private final @Nullable DiskFiles source;
    private final BackupFolder target;
    private final Consumer<String> remarks;
    private final @Nullable FileCopy copy;
    private final List<BackupFile> files = new ArrayList<>();
    private final Set<String> ready = new LinkedHashSet<>();
    private int copied;

    /** @param source null when the directory has none, as those of format 1 */
    SnapshotCopies(@Nullable DiskFiles source, BackupFolder target, Consumer<String> remarks) {
        this.source = source;
        this.target = target;
        this.remarks = remarks;
        this.copy = source == null ? null : new FileCopy(source, target.snapshots(), target.snapshotPath());
    }

    long bytes() {
        return copy == null ? 0 : copy.bytes();
    }

    int copied() {
        return copied;
    }

    /** What the last {@link #copyNewest} has put into the backup or found there. */
    List<BackupFile> files() {
        return files;
    }

    /** Copies the newest good ones and answers them, the older first. */
    List<SnapshotInfo> copyNewest() throws IOException {
        files.clear();
        ready.clear();
        List<SnapshotInfo> chosen = new ArrayList<>();
        if (source == null || copy == null) {
            return chosen;
        }
        for (long sequence : new SnapshotCatalog(source).sequences()) {
            if (chosen.size() < WANTED) {
                SnapshotInfo info = take(source, copy, SnapshotCatalog.nameOf(sequence));
                if (info != null) {
                    chosen.add(0, info);
                }
            }
        }
        return chosen;
    }

    private @Nullable SnapshotInfo take(DiskFiles from, FileCopy copying, String name) throws IOException {
        SnapshotInfo info;
        long fileBytes;
        try (DiskFile file = FileCopy.open(from, name)) {
            fileBytes = file.size();
        }
        try {
            info = info(from, name);
            BackupFile there = there(name, info);
            files.add(there == null ? copied(copying, name, fileBytes) : there);
            return info;
        } catch (SnapshotDamageException damage) {
            copying.discard(name);
            remarks.accept("THE NODE'S SNAPSHOT " + name + " IS DAMAGED and was passed over: " + damage.getMessage());
            return null;
        }
    }

    private static SnapshotInfo info(DiskFiles files, String name) throws IOException {
        try (SnapshotReader reader = SnapshotReader.open(files, name)) {
            return reader.info();
        } catch (FileNotFoundException | NoSuchFileException gone) {
            throw new FileCopy.VanishedException(name);
        }
    }

    /** What the backup has under this name, if it is whole; a run that did not end leaves copies that no manifest has. */
    private @Nullable BackupFile there(String name, SnapshotInfo info) throws IOException {
        BackupFile known = target.manifest().find(BackupFile.SNAPSHOT, name);
        List<String> names = target.snapshots().list();
        try {
            if (known != null && names.contains(name)) {
                if (isSame(info(target.snapshots(), name), info)) {
                    return known;
                }
                throw new BackupException("the backup has another snapshot " + name
                        + ": it is of another history; begin a backup in a new directory and keep this one");
            }
            for (String left : List.of(name, name + FileCopy.READY_SUFFIX)) {
                if (names.contains(left) && isSame(SnapshotReader.verify(target.snapshots(), left), info)) {
                    return adopt(name, left);
                }
            }
        } catch (SnapshotDamageException damage) {
            remarks.accept("the copy of snapshot " + name + " was damaged and has been made anew");
        }
        return null;
    }

    private BackupFile adopt(String name, String left) throws IOException {
        if (!left.equals(name)) {
            ready.add(name);
        }
        try (DiskFile file = target.snapshots().open(left, false)) {
            String sha256 = Sha256.of(file, file.size());
            return new BackupFile(BackupFile.SNAPSHOT, name, file.size(), file.size(), sha256, true);
        }
    }

    private static boolean isSame(SnapshotInfo copied, SnapshotInfo original) {
        return copied.position().equals(original.position())
                && copied.sequence() == original.sequence()
                && copied.digest() == original.digest()
                && copied.fileBytes() == original.fileBytes();
    }

    private BackupFile copied(FileCopy copying, String name, long fileBytes) throws IOException {
        String sha256 = copying.copy(name, fileBytes, fileBytes, false);
        SnapshotReader.verify(target.snapshots(), name + FileCopy.SUFFIX);
        copying.keepReady(name);
        ready.add(name);
        copied++;
        return new BackupFile(BackupFile.SNAPSHOT, name, fileBytes, fileBytes, sha256, true);
    }

    /** Names what was copied: the journal that leads on from it is there by now. */
    void nameAll() {
        FileCopy copying = copy;
        if (copying != null) {
            ready.forEach(copying::nameReady);
        }
        ready.clear();
    }
}
