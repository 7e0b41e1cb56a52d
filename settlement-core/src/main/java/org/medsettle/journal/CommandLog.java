package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where stamped commands become durable: the port between the engine's journal stage and whatever keeps the log, a local
 * journal or a consensus group. Nothing above this port may know which.
 *
 * <p>Life: {@link #replay} once, then {@link #append} and {@link #commit} until {@link #close}.
 * <p>Threads: {@code replay} and {@code close} while no other thread uses the log; {@code append} and {@code commit} on
 * one thread, always the same; the two sequences, {@link #supplyState} and the positions on any thread.
 * <p>Units: times in epoch milliseconds, lengths in bytes. Sequences are opaque to everyone but the stamping stage: they
 * grow, and nobody does arithmetic on those of another log.
 * <p>Invariant: {@code durableSequence <= appendedSequence}; neither ever goes back.
 * <p>Failure: {@link JournalFailedException} is final, every later call throws it again; no force is ever retried.
 */
public interface CommandLog extends AutoCloseable {

    /**
     * Buffers one command. {@code body} is read absolutely from index 0, {@code length} bytes of it (its limit allows
     * that); its position is neither looked at nor changed, and its bytes belong to the caller again on return.
     *
     * <p>{@code sequence} must follow {@link #appendedSequence} by one. {@code timeMs} is kept as given, even when it goes
     * back. {@code type} and {@code version} are unsigned 16-bit numbers of the command room.
     */
    void append(long sequence, long timeMs, int type, int version, ByteBuffer body, int length);

    /** Makes everything appended durable before it returns. Without anything appended it does nothing. */
    void commit();

    /** The last sequence appended or recovered; 0 for a log that has never held a command. */
    long appendedSequence();

    /** The last sequence that no crash can take away any more. Replies wait for this. */
    long durableSequence();

    /** Whether the log has room prepared for what comes; {@link SupplyState#FAILING} is an alarm raised before it hurts. */
    SupplyState supplyState();

    /**
     * Hands every command from {@code fromSequence} on to {@code applier}, in order, and makes the log ready for appending
     * unless the outcome is {@link RecoveryOutcome.Corrupt}. An applier may have seen commands of a log that turns out
     * corrupt later on: such a node must not start. {@code fromSequence} is 1, or one more than a snapshot's sequence.
     */
    default RecoveryOutcome replay(long fromSequence, Applier applier) {
        return replay(fromSequence, LogPosition.START, applier);
    }

    /**
     * As {@link #replay(long, Applier)}, behind a snapshot: {@code anchor} is the position that was kept with it. A log that
     * does not come by that position is {@link RecoveryOutcome.Corrupt}.
     */
    RecoveryOutcome replay(long fromSequence, LogPosition anchor, Applier applier);

    /** Asks for the position behind one of the next commits; any thread. */
    void askPosition();

    /** The position given last, or null; any thread. It is behind every commit that ended before it was asked for. */
    @Nullable
    LogPosition position();

    /**
     * Lets go of what lies before {@code sequence} and is not needed to go on from there; any thread but one at a time, never
     * while replaying. Failure: {@link IOException}; the log itself is not hurt, and asking again is allowed.
     */
    void releaseBefore(long sequence) throws IOException;

    /** Commits what is appended, marks a clean stop and releases files and threads. After a failure it only releases. */
    @Override
    void close();

    /** Receives replayed commands; the arguments are those once given to {@link CommandLog#append}. */
    @FunctionalInterface
    interface Applier {
        /** {@code body} holds {@code length} bytes from index 0, little-endian, and is overwritten after the call. */
        void onCommand(long sequence, long timeMs, int type, int version, ByteBuffer body, int length);
    }
}
