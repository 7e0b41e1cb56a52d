package org.medsettle.gateway.config;

import java.util.List;

/**
 * The POS door: its listeners, none of which means that it stays shut, and the bounds that all of them share.
 *
 * <p>Units: milliseconds; connections per listener, messages in flight per connection.
 */
public record PosDoorConfig(
        String host,
        List<PosListenerConfig> listeners,
        int threads,
        int maxConnections,
        int maxInFlight,
        int concentratorMaxInFlight,
        long frameTimeoutMs,
        long firstFrameTimeoutMs,
        long idleTimeoutMs,
        long slowReaderTimeoutMs,
        int medType,
        String acquirer,
        PosFilesConfig files) {
    public PosDoorConfig {
        listeners = List.copyOf(listeners);
    }
}
