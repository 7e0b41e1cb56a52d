package org.medsettle.command;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command: a result code and, by {@link ReplyType}, a body read through the view of that type.
 *
 * <p>Threads: owned by one thread at a time. Invariant: bodies up to {@link #INLINE_BYTES} never allocate.
 */
public final class Reply {
    public static final int INLINE_BYTES = 768;

    private final ByteBuffer inline;
    private @Nullable ByteBuffer outgrown;
    private ReplyType type = ReplyType.EMPTY;
    private ResultCode code = ResultCode.OK;
    private CommandType commandType = CommandType.QUERY_DIGEST;
    private int detail;
    private boolean repeat;
    private int length;
    private int lane;
    private long correlation;
    private long sequence;
    private long timeMs;

    public Reply() {
        this(ByteBuffer.allocateDirect(INLINE_BYTES));
    }

    /** A reply whose inline body is {@code inline}. */
    public Reply(ByteBuffer inline) {
        this.inline = inline.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Starts the answer to a command: empty, with its return address. */
    public void begin(Command command, long sequence, long timeMs) {
        type = ReplyType.EMPTY;
        code = ResultCode.OK;
        commandType = command.type();
        detail = 0;
        repeat = false;
        length = 0;
        lane = command.lane();
        correlation = command.correlation();
        this.sequence = sequence;
        this.timeMs = timeMs;
    }

    /** Answers as of an earlier time: a stored refusal has the time at which it was first answered. */
    public void timeMs(long epochMs) {
        timeMs = epochMs;
    }

    /** Makes room for a body of {@code bytes}, set to {@code type}. */
    public ByteBuffer reserve(ReplyType type, int bytes) {
        this.type = type;
        length = bytes;
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

    /** Answers with a refusal, or with a plain OK. */
    public void code(ResultCode code) {
        this.code = code;
    }

    /** Answers with a refusal that names more, see {@link ListDetail}. */
    public void code(ResultCode code, int detail) {
        this.code = code;
        this.detail = detail;
    }

    /** Says that this is the recorded outcome of a key that has come before. */
    public void repeat() {
        repeat = true;
    }

    public void copyFrom(Reply other) {
        reserve(other.type, other.length).put(0, other.body(), 0, other.length);
        code = other.code;
        commandType = other.commandType;
        detail = other.detail;
        repeat = other.repeat;
        lane = other.lane;
        correlation = other.correlation;
        sequence = other.sequence;
        timeMs = other.timeMs;
    }

    /** Lets an outgrown body go. */
    public void clear() {
        dropOutgrown();
        length = 0;
    }

    public ReplyType type() {
        return type;
    }

    public ResultCode code() {
        return code;
    }

    public CommandType commandType() {
        return commandType;
    }

    /**
     * More about the code: level and reason for {@link ResultCode#CARD_ON_INVALID_LIST}; 1 for an identical repeat of an import,
     * and for a day that was closed already; the business date for a day that cannot be closed yet.
     */
    public int detail() {
        return detail;
    }

    /** True when nothing was decided anew: the key has come before, with the same body. For metrics; no door answers by it. */
    public boolean isRepeat() {
        return repeat;
    }

    public ByteBuffer body() {
        return outgrown == null ? inline : outgrown;
    }

    public int length() {
        return length;
    }

    public int lane() {
        return lane;
    }

    public long correlation() {
        return correlation;
    }

    /** Sequence of the last journalled command at or before this answer. */
    public long sequence() {
        return sequence;
    }

    /** Engine time of the answer, of a stored refusal that of its first answer; epoch milliseconds. */
    public long timeMs() {
        return timeMs;
    }
}
