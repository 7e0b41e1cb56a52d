package org.medsettle.gateway.pos;

import org.medsettle.command.Reply;
import org.medsettle.gateway.transport.ConnectionListener;

/**
 * Hears what the door does. Threads: every event loop of the door, so it must be thread-safe. Units: nanoseconds.
 */
public interface PosMetrics extends ConnectionListener {
    /** Hears nothing. */
    PosMetrics NONE = new PosMetrics() {};

    /** A whole message has come; {@link #onAnswer} follows. */
    default void onMessage() {}

    /**
     * The message was answered with this response code (field 39), or its answer could not be delivered; {@code
     * durationNs} since it was whole.
     */
    default void onAnswer(PosMessageType type, String responseCode, long durationNs) {}

    /** A frame could not be read as a message. */
    default void onDecodeError() {}

    /** A MAC was wrong or missing. */
    default void onMacError() {}

    /** An original came after its reversal and was declined. */
    default void onTombstoneHit() {}

    /** An event loop came to its regular work so much later than it was due. */
    default void onLoopLag(long lagNs) {}

    /** The engine has answered, before the answer is written; {@code reply} is only lent. */
    default void onReply(Reply reply) {}

    /** A connection was closed because its handling threw. */
    default void onFault(Throwable fault) {}

    @Override
    default void onConnectionOpened() {}

    @Override
    default void onConnectionClosed() {}

    @Override
    default void onConnectionRefused() {}
}
