package org.medsettle.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotLoader;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a ledger back: the newest good snapshot, then the journal behind it. A damaged snapshot is passed over, loudly,
 * for the one before it, and at last for the whole journal, if that still begins at its beginning. What was written of a
 * snapshot that never ended is deleted.
 *
 * <p>Threads: the caller's, before the stages start. Failure: {@link RecoveryRefusedException}; whatever was made is closed.
 */
@ThreadConfined(Threads.CALLER)
public final class LedgerRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRecovery.class);

    private final Supplier<LedgerStores> stores;
    private final LongConsumer progress;
    private final Set<Long> passedOver = new HashSet<>();

    public LedgerRecovery(Supplier<LedgerStores> stores, LongConsumer progress) {
        this.stores = stores;
        this.progress = progress;
    }

    /** Recovers from the snapshots in {@code files}, if any are there, and from {@code log}. */
    public Recovered recover(@Nullable DiskFiles files, CommandLog log) {
        Base base = files == null ? empty() : load(files);
        try {
            Replay replay = new Replay(base.machine, progress);
            LogPosition anchor = base.snapshot == null ? LogPosition.START : LogPosition.of(base.snapshot.position());
            RecoveryOutcome outcome = replay.run(log, anchor);
            if (files != null) {
                tidy(files);
            }
            return new Recovered(base.machine, outcome, base.snapshot, Set.copyOf(passedOver));
        } catch (RuntimeException | Error e) {
            base.machine.stores().close();
            throw e;
        }
    }

    /** Nothing depends on it: what cannot be deleted now is deleted before the next snapshot. */
    private static void tidy(DiskFiles files) {
        try {
            if (new SnapshotCatalog(files).tidy()) {
                LogEvent.SNAPSHOT_TIDIED.by(LOG).log("deleted what was written of a snapshot that never ended");
            }
        } catch (IOException e) {
            LogEvent.SNAPSHOT_NOT_DELETED
                    .by(LOG)
                    .setCause(e)
                    .log("what was written of a snapshot that never ended could not be deleted");
        }
    }

    private Base load(DiskFiles files) {
        List<Long> sequences;
        try {
            sequences = new SnapshotCatalog(files).sequences();
        } catch (IOException e) {
            throw new RecoveryRefusedException("the snapshots cannot be listed: " + e.getMessage());
        }
        for (long sequence : sequences) {
            Base loaded = tryLoad(files, SnapshotCatalog.nameOf(sequence));
            if (loaded != null) {
                return loaded;
            }
            passedOver.add(sequence);
        }
        if (!sequences.isEmpty()) {
            LogEvent.SNAPSHOTS_BAD
                    .by(LOG)
                    .log("no snapshot is good; replaying the whole journal, if it still begins at its beginning");
        }
        return empty();
    }

    private @Nullable Base tryLoad(DiskFiles files, String name) {
        Base base = empty();
        try {
            long startNs = System.nanoTime();
            SnapshotInfo info = SnapshotLoader.load(files, name, base.machine);
            LOG.info(
                    "snapshot {} loaded: sequence {}, {} bytes in {} ms",
                    name,
                    info.sequence(),
                    info.fileBytes(),
                    (System.nanoTime() - startNs) / 1_000_000);
            progress.accept(info.sequence());
            return new Base(base.machine, info);
        } catch (IOException | SnapshotDamageException e) {
            LogEvent.SNAPSHOT_DAMAGED
                    .by(LOG)
                    .log(
                            "SNAPSHOT {} IS DAMAGED and passed over: {}. Keep the file for whoever looks into it",
                            name,
                            e.getMessage());
            base.machine.stores().close();
            return null;
        } catch (IllegalStateException tooSmall) {
            base.machine.stores().close();
            throw new RecoveryRefusedException("snapshot " + name + " does not fit: " + tooSmall.getMessage());
        } catch (RuntimeException | Error e) {
            base.machine.stores().close();
            throw e;
        }
    }

    private Base empty() {
        return new Base(new SettlementStateMachine(stores.get()), null);
    }

    private record Base(SettlementStateMachine machine, @Nullable SnapshotInfo snapshot) {}

    /**
     * A ledger that is back.
     *
     * @param journal what reading the journal has found
     * @param snapshot what it started from; null for the beginning of the journal
     * @param passedOver sequences of newer snapshots that could not be used, and must not be counted upon
     */
    public record Recovered(
            SettlementStateMachine machine,
            RecoveryOutcome journal,
            @Nullable SnapshotInfo snapshot,
            Set<Long> passedOver) {}
}
