package org.medsettle.gateway.transport;

import io.netty.channel.Channel;
import org.medsettle.common.ThreadSafe;

/**
 * A {@link ConnectionSecurity} that can be replaced while connections come: new ones get the new one, open ones keep theirs.
 *
 * <p>Threads: any.
 */
@ThreadSafe
public final class SwappableSecurity implements ConnectionSecurity {
    private volatile ConnectionSecurity current;

    public SwappableSecurity(ConnectionSecurity first) {
        current = first;
    }

    /** From here on new connections are secured by {@code next}. */
    public void swap(ConnectionSecurity next) {
        current = next;
    }

    @Override
    public void secure(Channel channel, ConnectionOpener opener) {
        current.secure(channel, opener);
    }
}
