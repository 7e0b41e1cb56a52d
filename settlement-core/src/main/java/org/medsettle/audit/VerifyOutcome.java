package org.medsettle.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.DigestReply.Figure;

/**
 * What verifying a data directory has found. Every outcome describes itself in words for the operator; the first line of
 * a bad one names what is wrong and where.
 *
 * <p>Threads: any, immutable. Units: offsets in bytes from the start of the named file, amounts in fen.
 */
public sealed interface VerifyOutcome {
    /** Words for the operator. */
    String describe();

    /** What to do about a bad one, as the end of a sentence. */
    default String advice() {
        return "do not start this node, keep the directory as it is";
    }

    /**
     * What has been looked at.
     *
     * @param baseSequence sequence of the snapshot that the replay started from; 0 for the beginning of the journal
     * @param snapshots snapshots that were read and put back
     * @param compared those of them whose digest and position the replay has come by
     * @param chainHead chain value behind the last batch, in hex; empty for a journal without a batch
     */
    record Scope(long baseSequence, int snapshots, int compared, String chainHead) {
        String describe() {
            String from = baseSequence == 0
                    ? "replayed from the first command"
                    : String.format(Locale.ROOT, "replayed from the snapshot of sequence %,d", baseSequence);
            return String.format(
                    Locale.ROOT,
                    "%s; %d snapshots read, %d compared with the replay%nchain head %s%n",
                    from,
                    snapshots,
                    compared,
                    chainHead.isEmpty() ? "none" : chainHead);
        }
    }

    /**
     * Everything holds.
     *
     * @param tornTail words about an unfinished last write, which the next start cuts; null when there is none
     */
    record Sound(long records, long lastSequence, Scope scope, LedgerFigures figures, @Nullable String tornTail)
            implements VerifyOutcome {
        @Override
        public String describe() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "sound: %,d records, last sequence %,d%nstate digest %s%n",
                    records,
                    lastSequence,
                    figures.digestHex()));
            text.append(scope.describe());
            if (tornTail != null) {
                text.append(tornTail).append(System.lineSeparator());
            }
            for (Figure figure : Figure.values()) {
                if (figure != Figure.SEQUENCE && figure != Figure.STATE_DIGEST) {
                    text.append(String.format(
                            Locale.ROOT, "%-24s %s%n", figure.name().toLowerCase(Locale.ROOT), figures.text(figure)));
                }
            }
            return text.toString();
        }
    }

    /** A record, or the file it stands in, cannot be trusted. {@code sequence} is the first that cannot. */
    record BadRecord(String file, long offset, long sequence, String what) implements VerifyOutcome {
        @Override
        public String describe() {
            return "bad record: sequence " + sequence + ", file " + file + ", offset " + offset + ": " + what;
        }
    }

    /**
     * A snapshot is damaged, or not of this journal.
     *
     * @param rest what the check of everything else has found; null when it could not be told
     */
    record BadSnapshot(String what, @Nullable VerifyOutcome rest) implements VerifyOutcome {
        @Override
        public String describe() {
            String other = "";
            if (rest instanceof Sound sound) {
                other = "; everything else is sound up to sequence " + sound.lastSequence();
            } else if (rest != null) {
                other = "; and " + rest.describe();
            }
            return "bad snapshot: " + what + other;
        }

        @Override
        public String advice() {
            return rest instanceof Sound
                    ? "a start passes it over; keep the file for whoever looks into it"
                    : VerifyOutcome.super.advice();
        }
    }

    /** The journal is whole, but the ledger it leads to breaks one of its rules. */
    record BrokenLedger(long lastSequence, String what) implements VerifyOutcome {
        @Override
        public String describe() {
            return "broken ledger after sequence " + lastSequence + ": " + what;
        }
    }
}
