package org.medsettle.command;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way: what a door fills in, what the ring holds, what the journal writes. The body is laid out by the
 * view of its type ({@link SettleBody} and its neighbours) and is copied as it is into the journal.
 *
 * <p>Threads: owned by one thread at a time; the ring hands it over. Units: epoch milliseconds, bytes. Invariant: bodies
 * up to {@link #INLINE_BYTES} never allocate; a longer one gets a buffer of its own that is let go with
 * {@link #clear()}.
 */
public final class Command {
    /** Room for a bill with a handful of lines. */
    public static final int INLINE_BYTES = 512;
    /** Longest body of all: 300 fee lines with the longest texts are refused before they reach it. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private final ByteBuffer inline;
    private @Nullable ByteBuffer outgrown;
    private CommandType type = CommandType.QUERY_DIGEST;
    private int length;
    private long timeMs;
    private long correlation;
    private int lane;

    /** A command with an own direct inline buffer. */
    public Command() {
        this(ByteBuffer.allocateDirect(INLINE_BYTES));
    }

    /** A command whose inline body is {@code inline}, for rings that carve one block into slots. */
    public Command(ByteBuffer inline) {
        this.inline = inline.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes room for a body of {@code bytes}; what was in the body before is lost. */
    public ByteBuffer reserve(int bytes) {
        if (bytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("body of " + bytes + " bytes");
        }
        if (bytes <= inline.capacity()) {
            dropOutgrown();
        } else if (outgrown == null || bytes > outgrown.capacity()) {
            outgrown = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        return body();
    }

    /** Written only when there is something to let go: a stored reference makes the collector look at every place of a ring. */
    private void dropOutgrown() {
        if (outgrown != null) {
            outgrown = null;
        }
    }

    /** Copies type, body, correlation and lane of another command; time is stamped apart. */
    public void copyFrom(Command other) {
        type = other.type;
        length = other.length;
        correlation = other.correlation;
        lane = other.lane;
        reserve(other.length).put(0, other.body(), 0, other.length);
    }

    /** Lets an outgrown body go. */
    public void clear() {
        dropOutgrown();
        length = 0;
    }

    public ByteBuffer body() {
        return outgrown == null ? inline : outgrown;
    }

    public CommandType type() {
        return type;
    }

    /** Bytes of the body in use. */
    public int length() {
        return length;
    }

    public Command set(CommandType type, int length) {
        this.type = type;
        this.length = length;
        return this;
    }

    /** Time of the command as stamped when it was accepted, epoch milliseconds. */
    public long timeMs() {
        return timeMs;
    }

    public void timeMs(long epochMs) {
        timeMs = epochMs;
    }

    /** What the asking side uses to find its request again; never part of the state. */
    public long correlation() {
        return correlation;
    }

    /** Which queue the reply goes back through; -1 for none. */
    public int lane() {
        return lane;
    }

    public Command from(int lane, long correlation) {
        this.lane = lane;
        this.correlation = correlation;
        return this;
    }
}
