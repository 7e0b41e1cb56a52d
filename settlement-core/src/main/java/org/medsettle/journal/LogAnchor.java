package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The point at which a snapshot says the journal once stood: journal identifier, number of a batch and the chain value
 * behind it. Reading past that batch must come to the same value, or the snapshot is of another history.
 *
 * <p>Threads: the one that reads. Invariant: an anchor at the start of a log agrees with every journal.
 */
@ThreadConfined(Threads.CALLER)
final class LogAnchor {
    private static final int PROOF_BYTES = 16 + Long.BYTES + BatchChain.BYTES;

    private final LogPosition kept;
    private final long sequence;
    private final @Nullable JournalId id;
    private final long batchNumber;
    private final byte[] chain;
    private boolean passed;

    /** Failure: {@link IllegalArgumentException} for a proof that no local journal has given. */
    LogAnchor(LogPosition position) {
        kept = position;
        sequence = position.sequence();
        if (position.proof().isEmpty() && sequence == 0) {
            id = null;
            batchNumber = 0;
            chain = new byte[0];
            passed = true;
            return;
        }
        byte[] bytes = HexFormat.of().parseHex(position.proof());
        if (bytes.length != PROOF_BYTES) {
            throw new IllegalArgumentException("a proof of " + bytes.length + " bytes is not of a local journal");
        }
        ByteBuffer proof = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        id = new JournalId(proof.getLong(), proof.getLong());
        batchNumber = proof.getLong();
        chain = new byte[BatchChain.BYTES];
        proof.get(chain);
    }

    /** The place behind the last batch of a log. */
    static LogPosition position(LogCursor cursor, JournalId id) {
        ByteBuffer proof = ByteBuffer.allocate(PROOF_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        proof.putLong(id.high()).putLong(id.low()).putLong(cursor.nextBatchNumber() - 1);
        cursor.chain().write(proof, proof.position());
        return new LogPosition(cursor.nextSequence() - 1, HexFormat.of().formatHex(proof.array()));
    }

    /** False when the cursor, behind a batch or at the beginning of a segment, stands where the anchor says otherwise. */
    boolean agreesWith(LogCursor cursor, JournalId journal) {
        if (id == null || cursor.nextBatchNumber() - 1 != batchNumber) {
            return true;
        }
        passed = true;
        byte[] there = new byte[BatchChain.BYTES];
        cursor.chain().write(ByteBuffer.wrap(there), 0);
        return id.equals(journal) && cursor.nextSequence() - 1 == sequence && Arrays.equals(there, chain);
    }

    /** The position as it was kept. */
    LogPosition position() {
        return kept;
    }

    /** The last command in front of the anchor. */
    long sequence() {
        return sequence;
    }

    /** Whether reading has come by the anchor. */
    boolean isPassed() {
        return passed;
    }

    @Override
    public String toString() {
        return "batch " + batchNumber + ", sequence " + sequence;
    }
}
