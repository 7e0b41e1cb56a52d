package org.medsettle.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.files.Sha256;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.journal.SegmentCatalog;
import org.medsettle.journal.SegmentCatalog.Segment;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotReader;

/**
 * What a restore takes from: a backup, or a stopped node's directory. Files that a manifest names are compared with it
 * before they are used.
 *
 * <p>Threads: one. Failure: {@link BackupException} names the file that cannot be trusted. Nothing is changed.
 */
@ThreadConfined(Threads.CALLER)
final class RestoreSource {
    private final Path path;
    private final DiskFiles journal;
    private final DiskFiles snapshots;
    private final @Nullable BackupManifest manifest;
    private final List<SnapshotInfo> infos = new ArrayList<>();
    private final Set<String> checked = new HashSet<>();

    RestoreSource(DataDirectory data) throws IOException {
        path = data.path();
        journal = new PathFiles(data.journal());
        snapshots = new PathFiles(data.snapshots());
        manifest = BackupManifest.read(path);
        if (manifest != null && manifest.in(BackupFile.JOURNAL).isEmpty()) {
            throw new BackupException("the backup in " + path + " was begun and never ended; it holds nothing yet");
        }
        if (Files.isDirectory(data.snapshots())) {
            List<Long> sequences = new SnapshotCatalog(snapshots).sequences();
            for (long sequence : sequences) {
                String name = SnapshotCatalog.nameOf(sequence);
                if (manifest == null || manifest.find(BackupFile.SNAPSHOT, name) != null) {
                    infos.add(0, info(name));
                }
            }
        }
    }

    private SnapshotInfo info(String name) throws IOException {
        try (SnapshotReader reader = SnapshotReader.open(snapshots, name)) {
            return reader.info();
        } catch (SnapshotDamageException damage) {
            throw new BackupException(
                    path + ": " + damage.getMessage() + "; take another backup, or delete this "
                            + "snapshot if an older one will do",
                    damage);
        }
    }

    DiskFiles journal() {
        return journal;
    }

    DiskFiles snapshots() {
        return snapshots;
    }

    /** All snapshots, the oldest first. */
    List<SnapshotInfo> infos() {
        return infos;
    }

    /** Whether a restore can do without a snapshot. */
    boolean hasBeginning() throws IOException {
        return new SegmentCatalog(journal).firstSequence() == 1;
    }

    /** Compares a snapshot, if one is given, and all segments behind it with the manifest. */
    void check(@Nullable SnapshotInfo base) throws IOException {
        BackupManifest known = manifest;
        if (known == null) {
            return; // a node's own directory: the checksums inside the files must do
        }
        long from = base == null ? 1 : LogPosition.of(base.position()).sequence();
        if (base != null) {
            check(known, snapshots, BackupFile.SNAPSHOT, base.fileName());
        }
        List<BackupFile> segments = known.in(BackupFile.JOURNAL);
        List<String> there = journal.list();
        for (int i = 0; i < segments.size(); i++) {
            boolean isNeeded = i + 1 == segments.size() || firstSequence(segments.get(i + 1)) > from;
            if (isNeeded && !there.contains(segments.get(i).name())) {
                throw damaged(segments.get(i).path(), "is missing");
            }
            if (isNeeded) {
                check(known, journal, BackupFile.JOURNAL, segments.get(i).name());
            }
        }
    }

    /** Segments that no manifest has were added by a run that did not end; their own checksums and the chain guard them. */
    private static long firstSequence(BackupFile segment) {
        return new Segment(segment.name()).firstSequence();
    }

    private void check(BackupManifest known, DiskFiles files, String folder, String name) throws IOException {
        BackupFile file = known.find(folder, name);
        if (!checked.add(folder + "/" + name)) {
            return;
        }
        if (file == null) {
            throw damaged(folder + "/" + name, "is not in the manifest");
        }
        try (DiskFile opened = files.open(name, false)) {
            if (opened.size() != file.fileBytes()) {
                throw damaged(file.path(), "has " + opened.size() + " bytes instead of " + file.fileBytes());
            }
            if (!Sha256.of(opened, file.usedBytes()).equals(file.sha256())) {
                throw damaged(file.path(), "has another SHA-256 than its manifest says");
            }
        }
    }

    private BackupException damaged(String file, String what) {
        return new BackupException(path.resolve(file) + " " + what + ": this backup is damaged, nothing was restored; "
                + "take another one");
    }

    /** Reads the journal behind a snapshot, or from its beginning. */
    void read(JournalReader reader, @Nullable SnapshotInfo base, long from, JournalReader.Visitor visitor)
            throws IOException {
        List<LogPosition> positions = base == null ? List.of() : List.of(LogPosition.of(base.position()));
        RecoveryOutcome outcome = reader.read(from, positions, visitor);
        if (outcome instanceof Corrupt corrupt) {
            throw new BackupException(path + " is damaged: " + corrupt.describe() + "; take another backup");
        }
    }
}
