package org.medsettle.gateway.transport;

import io.netty.channel.Channel;

/** A door's part of a new connection: puts its handlers in. Threads: the connection's event loop. */
@FunctionalInterface
public interface ConnectionOpener {
    /** Protocol name where none was negotiated. */
    String NOT_NEGOTIATED = "";

    /** Installs the door's handlers for the protocol that was negotiated, or {@link #NOT_NEGOTIATED}. */
    void open(Channel channel, String protocol);

    /** The connection is closed unopened. */
    default void failed(HandshakeFailure reason) {}
}
