package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A place in a log behind which everything is durable, with a proof that only the log itself can read: a snapshot keeps it,
 * and the log recognises its own history by it when the node starts again.
 *
 * <p>Threads: any, immutable; nobody changes the proof.
 *
 * @param sequence the last command before the place; 0 for the beginning of a log
 * @param proof empty for the beginning of a log
 */
public record LogPosition(long sequence, byte[] proof) {
    public static final LogPosition START = new LogPosition(0, new byte[0]);

    /** Both as bytes, to be kept elsewhere. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + proof.length)
                .putLong(sequence)
                .put(proof)
                .array();
    }

    /** What {@link #toBytes} gave. Failure: {@link IllegalArgumentException} when the bytes cannot be that. */
    public static LogPosition of(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new IllegalArgumentException("a log position of " + bytes.length + " bytes");
        }
        return new LogPosition(ByteBuffer.wrap(bytes).getLong(), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPosition position
                && position.sequence == sequence
                && Arrays.equals(position.proof, proof);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }

    @Override
    public String toString() {
        return "behind sequence " + sequence;
    }
}
