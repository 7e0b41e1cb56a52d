package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.FieldTable;
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.security.TerminalSecurity;

/**
 * A message between its arrival and its answer: its frame, what was read of it, and where the answer goes. Used again and
 * again.
 *
 * <p>Units: start in nanoseconds of {@code System.nanoTime()}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PendingMessage {
    private static final int FRAME_BYTES_USUAL = 256;

    private final int index;
    private final IsoMessage message = new IsoMessage();
    private byte[] frame = new byte[FRAME_BYTES_USUAL];
    private int frameBytes;
    private int generation;
    private @Nullable PosConnection connection;
    private @Nullable TerminalSecurity terminal;
    private PosMessageType type = PosMessageType.OTHER;
    private @Nullable String response;
    private long startedNs;
    private int sender;
    private long senderWord1;
    private long senderWord2;

    PendingMessage(int index) {
        this.index = index;
    }

    PendingMessage begin(PosConnection connection, long startedNs) {
        this.connection = connection;
        this.startedNs = startedNs;
        type = PosMessageType.OTHER;
        terminal = null;
        response = null;
        return this;
    }

    /** Ends this use; its correlation is not valid any more. */
    void end() {
        connection = null;
        terminal = null;
        generation++;
    }

    /** Copies the frame in, header and all; it stays until the answer has gone. */
    void take(ByteBuf from, int offset, int length) {
        if (length > frame.length) {
            frame = new byte[FieldTable.FRAME_BYTES_MAX];
        }
        from.getBytes(offset, frame, 0, length);
        frameBytes = length;
    }

    int index() {
        return index;
    }

    /** Names this use of this place. */
    long correlation() {
        return ((long) generation << 32) | index;
    }

    boolean isUnderWay() {
        return connection != null;
    }

    PosConnection connection() {
        PosConnection own = connection;
        if (own == null) {
            throw new IllegalStateException("no message is under way here");
        }
        return own;
    }

    PosPeer peer() {
        return connection().peer();
    }

    PosListener listener() {
        return peer().listener();
    }

    IsoMessage message() {
        return message;
    }

    byte[] frame() {
        return frame;
    }

    int frameBytes() {
        return frameBytes;
    }

    PosMessageType type() {
        return type;
    }

    void type(PosMessageType type) {
        this.type = type;
    }

    /** The terminal's security, {@code null} when it has no keys or is not known yet. */
    @Nullable
    TerminalSecurity terminal() {
        return terminal;
    }

    void terminal(@Nullable TerminalSecurity terminal) {
        this.terminal = terminal;
    }

    /** Field 39 where the result code does not tell it, else {@code null}. */
    @Nullable
    String response() {
        return response;
    }

    void response(String code) {
        response = code;
    }

    /** Whose it is: a row of the admission's table, and the code that leads to it. */
    void isFrom(int row, long word1, long word2) {
        sender = row;
        senderWord1 = word1;
        senderWord2 = word2;
    }

    int sender() {
        return sender;
    }

    long senderWord1() {
        return senderWord1;
    }

    long senderWord2() {
        return senderWord2;
    }

    long startedNs() {
        return startedNs;
    }
}
