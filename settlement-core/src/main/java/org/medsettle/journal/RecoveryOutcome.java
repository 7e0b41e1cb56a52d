package org.medsettle.journal;

/**
 * What reading a journal from end to end has found.
 *
 * <p>Threads: any, immutable values. Units: offsets and lengths in bytes from the start of the named file.
 * <p>Invariant: {@code lastSequence} is the last command of a whole, checked batch; 0 when there is none.
 */
public sealed interface RecoveryOutcome {

    /** Every byte is accounted for. */
    record Clean(long lastSequence, long records, long batches) implements RecoveryOutcome {}

    /**
     * The last write before a crash is there only in part, and nothing after it exists. It was never acknowledged; recovery
     * overwrites {@code cutBytes} bytes at {@code offset} with zeroes, the offline reader leaves them alone.
     */
    record TornTail(long lastSequence, long records, long batches, String file, long offset, long cutBytes)
            implements RecoveryOutcome {}

    /** Something that no crash explains. {@code sequence} is the first command that cannot be trusted. */
    record Corrupt(Damage damage, long sequence, String file, long offset, String detail) implements RecoveryOutcome {
        /** One line for the log and the operator. */
        public String describe() {
            return damage + " at sequence " + sequence + ", file " + file + ", offset " + offset + ": " + detail;
        }
    }
}
