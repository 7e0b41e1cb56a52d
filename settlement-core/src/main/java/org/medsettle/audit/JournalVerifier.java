package org.medsettle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.Reply;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.engine.Replay;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.JournalRecord;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SegmentCatalog;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Verifies a stopped node's data directory from end to end: every snapshot, every checksum of the journal and the hash
 * chain, the replay with the digests journalled and those of the snapshots on the way, every rule of the books recomputed
 * from the records, and the state digest summed anew.
 *
 * <p>The replay starts at the beginning of the journal; where the oldest segments have been let go, from the oldest good
 * snapshot that the journal reaches back to.
 *
 * <p>Threads: one. Failure: {@code DataDirectoryException} when the directory is in use or none of ours; everything that
 * is wrong with its content is a {@link VerifyOutcome}. Never changes a byte.
 */
public final class JournalVerifier {
    private final SettlementStateMachine machine;
    private final SnapshotSurvey snapshots;
    private final Replay replay;
    private final CityListEdits edits = new CityListEdits();
    private final long baseSequence;
    private long records;
    private String file = "";
    private long offset;
    private long sequence;
    private int nextSnapshot;

    private JournalVerifier(SettlementStateMachine machine, SnapshotSurvey snapshots) {
        this.machine = machine;
        this.snapshots = snapshots;
        replay = new Replay(machine);
        baseSequence = machine.sequence();
        sequence = baseSequence;
    }

    /** Verifies the directory on stores of the given kind, which are empty and closed before this returns. */
    public static VerifyOutcome verify(Path directory, Supplier<LedgerStores> stores) {
        try (DataDirectory data = DataDirectory.openForReading(directory)) {
            DiskFiles journal = new PathFiles(data.journal());
            long firstSequence = new SegmentCatalog(journal).firstSequence();
            try (SnapshotSurvey snapshots = SnapshotSurvey.of(data, stores, firstSequence)) {
                VerifyOutcome outcome = verify(journal, firstSequence, snapshots, stores);
                return snapshots.damaged().isEmpty()
                        ? outcome
                        : new VerifyOutcome.BadSnapshot(String.join("; ", snapshots.damaged()), outcome);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the disk refuses to read " + directory, e);
        }
    }

    private static VerifyOutcome verify(
            DiskFiles journal, long firstSequence, SnapshotSurvey snapshots, Supplier<LedgerStores> stores)
            throws IOException {
        SettlementStateMachine base = snapshots.base();
        if (base != null) {
            return new JournalVerifier(base, snapshots).verify(journal);
        }
        if (firstSequence > 1) {
            String what = "MISSING_SEGMENT, the journal begins here, and no good snapshot leads to it";
            String name = new SegmentCatalog(journal).segments().get(0).name();
            return new VerifyOutcome.BadRecord(name, 0, firstSequence, what);
        }
        try (LedgerStores fresh = stores.get()) {
            return new JournalVerifier(new SettlementStateMachine(fresh), snapshots).verify(journal);
        }
    }

    private VerifyOutcome verify(DiskFiles journal) throws IOException {
        if (baseSequence > 0) {
            edits.startFrom(machine.stores());
        }
        List<SnapshotInfo> onTheWay = snapshots.good().stream()
                .filter(snapshot -> snapshot.sequence() >= baseSequence)
                .toList();
        List<LogPosition> positions = onTheWay.stream()
                .map(snapshot -> LogPosition.of(snapshot.position()))
                .toList();
        JournalReader reader = new JournalReader(journal);
        RecoveryOutcome outcome;
        try {
            outcome = reader.read(baseSequence + 1, positions, command -> apply(command, onTheWay));
        } catch (RecoveryRefusedException refused) {
            return new VerifyOutcome.BadRecord(file, offset, sequence, String.valueOf(refused.getMessage()));
        } catch (OtherState other) {
            return new VerifyOutcome.BadSnapshot(String.valueOf(other.getMessage()), null);
        }
        if (outcome instanceof RecoveryOutcome.Corrupt bad) {
            return refusal(bad, reader.refusedPosition(), onTheWay);
        }
        return audit(outcome, onTheWay.size(), reader.position());
    }

    private static VerifyOutcome refusal(
            RecoveryOutcome.Corrupt bad, @Nullable LogPosition position, List<SnapshotInfo> onTheWay) {
        for (SnapshotInfo snapshot : onTheWay) {
            if (position != null && snapshot.position().equals(position.toText())) {
                return new VerifyOutcome.BadSnapshot(
                        at(snapshot) + "the journal says otherwise of the place it was taken at: " + bad.describe(),
                        null);
            }
        }
        return new VerifyOutcome.BadRecord(
                bad.file(), bad.offset(), bad.sequence(), bad.damage() + ", " + bad.detail());
    }

    private void apply(JournalRecord command, List<SnapshotInfo> onTheWay) {
        file = command.file();
        offset = command.offset();
        sequence = command.sequence();
        CommandType type = CommandType.of(command.type());
        if (type != null) {
            edits.watch(type, command.body());
        }
        replay.onCommand(
                command.sequence(),
                command.timeMs(),
                command.type(),
                command.version(),
                command.body(),
                command.length());
        replay.applyWaiting();
        records++;
        compare(onTheWay);
    }

    private void compare(List<SnapshotInfo> onTheWay) {
        while (nextSnapshot < onTheWay.size() && onTheWay.get(nextSnapshot).sequence() <= sequence) {
            SnapshotInfo snapshot = onTheWay.get(nextSnapshot++);
            if (snapshot.sequence() == sequence && snapshot.digest() != machine.digest()) {
                throw new OtherState(at(snapshot) + "its state digest is " + Long.toHexString(snapshot.digest())
                        + ", the replay comes to " + Long.toHexString(machine.digest()));
            }
        }
    }

    /** What a snapshot says about itself stands in its last block. */
    private static String at(SnapshotInfo snapshot) {
        return "snapshot " + snapshot.fileName() + ", offset " + (snapshot.fileBytes() - SnapshotInfo.END_BYTES) + ": ";
    }

    private VerifyOutcome audit(RecoveryOutcome outcome, int compared, LogPosition end) {
        LedgerFigures figures = figures();
        String broken = new LedgerAudit(machine.stores(), figures, edits).firstBroken();
        if (broken == null && machine.recountedDigest() != machine.digest()) {
            broken = "the running state digest is not the one its records sum to";
        }
        VerifyOutcome.Scope scope =
                new VerifyOutcome.Scope(baseSequence, snapshots.good().size(), compared, end.chainHead());
        return broken == null
                ? new VerifyOutcome.Sound(records, sequence, scope, figures, tornTail(outcome))
                : new VerifyOutcome.BrokenLedger(sequence, broken);
    }

    private LedgerFigures figures() {
        Command query = new Command().set(CommandType.QUERY_DIGEST, 0);
        Reply reply = new Reply();
        machine.apply(query, machine.sequence(), machine.journalledTimeMs(), reply);
        DigestReply view = new DigestReply();
        view.wrap(reply.body(), 0);
        return LedgerFigures.of(view);
    }

    private static @Nullable String tornTail(RecoveryOutcome outcome) {
        return outcome instanceof RecoveryOutcome.TornTail torn
                ? "a write was cut short by a crash: " + torn.cutBytes() + " bytes at " + torn.file() + ":"
                        + torn.offset() + ", never acknowledged; the next start cuts them"
                : null;
    }

    /** The replay has come to another state than a snapshot holds. */
    private static final class OtherState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherState(String what) {
            super(what, null, false, false);
        }
    }
}
