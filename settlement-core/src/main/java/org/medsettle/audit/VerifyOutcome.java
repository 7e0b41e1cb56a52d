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

    /**
     * Everything holds.
     *
     * @param tornTail words about an unfinished last write, which the next start cuts; null when there is none
     */
    record Sound(long records, long lastSequence, LedgerFigures figures, @Nullable String tornTail)
            implements VerifyOutcome {
        @Override
        public String describe() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "sound: %,d records, last sequence %,d%nstate digest %s%n",
                    records,
                    lastSequence,
                    figures.digestHex()));
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

    /** The journal is whole, but the ledger it leads to breaks one of its rules. */
    record BrokenLedger(long lastSequence, String what) implements VerifyOutcome {
        @Override
        public String describe() {
            return "broken ledger after sequence " + lastSequence + ": " + what;
        }
    }
}
