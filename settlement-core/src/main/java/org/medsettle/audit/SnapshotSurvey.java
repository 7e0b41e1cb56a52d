package org.medsettle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotLoader;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Every snapshot of a directory, read and put back in turn: each frame and checksum, the seal, and the records summed anew
 * against the digest. One of them may become the base that a replay starts from.
 *
 * <p>Threads: one. Failure: a damaged snapshot is kept as words; {@link IOException} when the folder cannot be listed.
 */
final class SnapshotSurvey implements AutoCloseable {
    private final List<SnapshotInfo> good = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private @Nullable SettlementStateMachine base;

    private SnapshotSurvey() {}

    /**
     * Reads all of them, oldest first. When the journal begins with {@code firstSequence} above 1, the oldest good one that
     * reaches it becomes the base.
     */
    static SnapshotSurvey of(DataDirectory data, Supplier<LedgerStores> stores, long firstSequence) throws IOException {
        SnapshotSurvey survey = new SnapshotSurvey();
        if (!Files.isDirectory(data.snapshots())) {
            return survey; // a directory of format 1
        }
        DiskFiles files = new PathFiles(data.snapshots());
        List<Long> sequences = new SnapshotCatalog(files).sequences();
        for (int i = sequences.size() - 1; i >= 0; i--) {
            long sequence = sequences.get(i);
            boolean mayBeBase = survey.base == null && firstSequence > 1 && sequence + 1 >= firstSequence;
            survey.read(files, SnapshotCatalog.nameOf(sequence), stores, mayBeBase);
        }
        return survey;
    }

    private void read(DiskFiles files, String name, Supplier<LedgerStores> stores, boolean mayBeBase) {
        SettlementStateMachine machine = new SettlementStateMachine(stores.get());
        boolean isKept = false;
        try {
            SnapshotInfo info = SnapshotLoader.load(files, name, machine);
            good.add(info);
            isKept = mayBeBase;
        } catch (SnapshotDamageException damage) {
            String words = String.valueOf(damage.getMessage());
            damaged.add(words.contains(name) ? words : "snapshot " + name + ": " + words);
        } catch (IOException refused) {
            damaged.add("snapshot " + name + ": " + refused.getMessage());
        } finally {
            if (isKept) {
                base = machine;
            } else {
                machine.stores().close();
            }
        }
    }

    /** What the good ones say about themselves, oldest first. */
    List<SnapshotInfo> good() {
        return good;
    }

    /** What is wrong with the others, in words that name file and place. */
    List<String> damaged() {
        return damaged;
    }

    /** The ledger to start from, or null to start from nothing. */
    @Nullable
    SettlementStateMachine base() {
        return base;
    }

    /** Lets the base go. */
    @Override
    public void close() {
        SettlementStateMachine kept = base;
        base = null;
        if (kept != null) {
            kept.stores().close();
        }
    }
}
