package org.medsettle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.Reply;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.engine.Replay;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.JournalRecord;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Verifies a stopped node's data directory from end to end: every checksum and the hash chain, the replay with the digests
 * journalled on the way, every rule of the books recomputed from the records, and the state digest summed anew.
 *
 * <p>Threads: one. Failure: {@code DataDirectoryException} when the directory is in use or none of ours; everything that
 * is wrong with its content is a {@link VerifyOutcome}. Never changes a byte.
 */
public final class JournalVerifier {
    private final LedgerStores stores;
    private final SettlementStateMachine machine;
    private final Replay replay;
    private final CityListEdits edits = new CityListEdits();
    private long records;
    private String file = "";
    private long offset;
    private long sequence;

    private JournalVerifier(LedgerStores stores) {
        this.stores = stores;
        machine = new SettlementStateMachine(stores);
        replay = new Replay(machine);
    }

    /** Verifies the directory on stores of the given kind, which are empty and closed before this returns. */
    public static VerifyOutcome verify(Path directory, Supplier<LedgerStores> stores) {
        try (DataDirectory data = DataDirectory.openForReading(directory);
                LedgerStores fresh = stores.get()) {
            return new JournalVerifier(fresh).verify(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the disk refuses to read " + directory, e);
        }
    }

    private VerifyOutcome verify(DataDirectory data) throws IOException {
        RecoveryOutcome outcome;
        try {
            outcome = new JournalReader(new PathFiles(data.journal())).read(1, this::apply);
        } catch (RecoveryRefusedException refused) {
            return new VerifyOutcome.BadRecord(file, offset, sequence, String.valueOf(refused.getMessage()));
        }
        if (outcome instanceof RecoveryOutcome.Corrupt bad) {
            return new VerifyOutcome.BadRecord(
                    bad.file(), bad.offset(), bad.sequence(), bad.damage() + ", " + bad.detail());
        }
        return audit(outcome);
    }

    private void apply(JournalRecord command) {
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
    }

    private VerifyOutcome audit(RecoveryOutcome outcome) {
        LedgerFigures figures = figures();
        String broken = new LedgerAudit(stores, figures, edits).firstBroken();
        if (broken == null && machine.recountedDigest() != machine.digest()) {
            broken = "the running state digest is not the one its records sum to";
        }
        return broken == null
                ? new VerifyOutcome.Sound(records, sequence, figures, tornTail(outcome))
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
}
