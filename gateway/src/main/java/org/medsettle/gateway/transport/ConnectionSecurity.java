package org.medsettle.gateway.transport;

import io.netty.channel.Channel;

/**
 * What stands between the socket and a door's handlers. TLS is one: it puts its handler in, and opens the door when the
 * handshake is done and the protocol known.
 *
 * <p>Threads: the connection's event loop. Failure: a connection that fails its handshake is closed unopened.
 */
@FunctionalInterface
public interface ConnectionSecurity {
    /** Plain TCP: the door opens at once. */
    ConnectionSecurity PLAIN = (channel, opener) -> opener.open(channel, ConnectionOpener.NOT_NEGOTIATED);

    /** Secures the channel, then lets {@code opener} install the door. */
    void secure(Channel channel, ConnectionOpener opener);
}
