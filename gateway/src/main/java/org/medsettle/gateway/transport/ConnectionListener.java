package org.medsettle.gateway.transport;

/** Hears of connections coming and going. Threads: any event loop of the server, so it must be thread-safe. */
public interface ConnectionListener {
    void onConnectionOpened();

    void onConnectionClosed();

    /** A connection over the limit, or one that came while the server was closing, was closed unserved. */
    void onConnectionRefused();

    /** A connection was closed before its handshake was done; without TLS there are none. */
    default void onHandshakeFailed(HandshakeFailure reason) {}
}
