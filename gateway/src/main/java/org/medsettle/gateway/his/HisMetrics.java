package org.medsettle.gateway.his;

import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.transport.ConnectionListener;

/**
 * Hears what the door does. Threads: every event loop of the door, so it must be thread-safe. Units: nanoseconds.
 */
public interface HisMetrics extends ConnectionListener {
    /** Hears nothing. */
    HisMetrics NONE = new HisMetrics() {};

    /** A request was answered, or its answer could not be delivered; {@code durationNs} since it was whole. */
    default void onRequest(HisTransaction transaction, ResultCode code, long durationNs) {}

    /** A request was answered busy since its sender or its connection had had its share. */
    default void onThrottled(HisTransaction transaction, long durationNs) {}

    /** Something was answered with this HTTP status without being a request of the interface. */
    default void onHttpError(int status) {}

    /** A body could not be read as JSON of the interface. */
    default void onDecodeError() {}

    /** The client had gone before its answer came; the outcome stands. */
    default void onAnswerDropped() {}

    /** A stream of HTTP/2 was reset since its peer did not finish its request or take its answer in time. */
    default void onSlowStream() {}

    /** A connection was closed for the same. */
    default void onSlowConnection() {}

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
