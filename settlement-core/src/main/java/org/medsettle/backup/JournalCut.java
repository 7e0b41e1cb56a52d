package org.medsettle.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SyncListener;
import org.medsettle.snapshot.SnapshotInfo;

/**
 * Writes a journal anew up to a target: segments before it as they are, the last one up to the batch that holds the target,
 * and then, by the journal itself as a node would, the commands of that batch up to the target.
 *
 * <p>Opening writes a mark of its own, from which on the chain differs from the one in the backup: no later segment of the
 * old history can follow, and no snapshot of it fits.
 *
 * <p>Threads: one. Units: bytes. Failure: {@link IOException}, or {@code JournalFailedException} from the journal.
 */
@ThreadConfined(Threads.CALLER)
final class JournalCut {
    /** The usual bound of a batch; a short segment leaves less. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    /** What a segment needs beside a batch: its header block and the marks of some starts. */
    private static final int BESIDE_BATCH_BYTES = 4_480;

    private static final long ROLL_TIMEOUT_NS = 60_000_000_000L;

    private final RestoreSource source;
    private final @Nullable SnapshotInfo base;
    private final EpochClock clock;

    JournalCut(RestoreSource source, @Nullable SnapshotInfo base, EpochClock clock) {
        this.source = source;
        this.base = base;
        this.clock = clock;
    }

    /** Writes into the folder, which is empty, and shows {@code after} what comes behind the target. */
    void write(Path folder, long target, AfterTarget after) throws IOException {
        JournalReader whole = new JournalReader(source.journal()).endingAt(target);
        source.read(whole, base, from(), command -> {});
        long segmentBytes = copy(folder, whole);
        long written = whole.position().sequence();
        try (LocalJournal journal = open(folder, segmentBytes)) {
            JournalReader rest = new JournalReader(source.journal());
            source.read(rest, base, written + 1, command -> {
                if (command.sequence() <= target) {
                    journal.append(
                            command.sequence(),
                            command.timeMs(),
                            command.type(),
                            command.version(),
                            command.body(),
                            command.length());
                    return;
                }
                try {
                    after.add(command);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            journal.commit();
        }
    }

    private long from() {
        return base == null ? 1 : base.sequence() + 1;
    }

    /** Copies what was read; the last segment is going to be written on, so its zeroes are written out. */
    private long copy(Path folder, JournalReader whole) throws IOException {
        FileCopy copy = new FileCopy(source.journal(), new PathFiles(folder), folder);
        List<String> names = whole.segments();
        long fileBytes = 0;
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i == names.size() - 1;
            try (DiskFile file = source.journal().open(names.get(i), false)) {
                fileBytes = file.size();
            }
            copy.copy(names.get(i), isLast ? whole.endPosition() : fileBytes, fileBytes, isLast);
            copy.name(names.get(i));
        }
        return fileBytes;
    }

    private LocalJournal open(Path folder, long segmentBytes) {
        int batchBytes = (int) Math.min(MAX_BATCH_BYTES, (segmentBytes - BESIDE_BATCH_BYTES) & -8L);
        LocalJournal journal = LocalJournal.open(
                new PathFiles(folder),
                new JournalConfig(segmentBytes, batchBytes, ROLL_TIMEOUT_NS),
                JournalId.random(),
                clock,
                SyncListener.NONE);
        LogPosition anchor = base == null ? LogPosition.START : LogPosition.of(base.position());
        RecoveryOutcome outcome = journal.replay(from(), anchor, (sequence, timeMs, type, version, body, length) -> {});
        if (outcome instanceof RecoveryOutcome.Corrupt corrupt) {
            throw new BackupException("what was written does not read back: " + corrupt.describe());
        }
        return journal;
    }
}
