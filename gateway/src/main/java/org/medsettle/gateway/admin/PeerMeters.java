package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.http.AdminConnections;

/**
 * Counts the connections of a door that were closed for their peer's sake.
 *
 * <p>Threads: any; the counters are atomic and all registered at the start.
 */
@ThreadSafe
public final class PeerMeters implements AdminConnections.PeerListener {
    private final Counter refused;
    private final Counter slow;

    PeerMeters(MeterRegistry registry, String door) {
        refused = Counter.builder("medsettle.connections.refused")
                .description("Connections closed at once: too many")
                .tag("listener", door)
                .register(registry);
        slow = slow(registry, door, "connection");
    }

    /** The counter of what was closed since a peer was slow. */
    static Counter slow(MeterRegistry registry, String door, String closed) {
        return Counter.builder("medsettle.slow.peers")
                .description("Closed since the peer did not finish a request or take an answer in time")
                .tag("listener", door)
                .tag("closed", closed)
                .register(registry);
    }

    /** One connection too many was closed. */
    @Override
    public void refused() {
        refused.increment();
    }

    /** A connection was closed since its peer did not finish its request or take its answer in time. */
    @Override
    public void slow() {
        slow.increment();
    }
}
