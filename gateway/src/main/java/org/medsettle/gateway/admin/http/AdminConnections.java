package org.medsettle.gateway.admin.http;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.config.AdminConfig;
import org.medsettle.gateway.transport.LoopWatch;

/**
 * The open connections of the door, up to a limit. Where there is no place left, the connection whose peer has been waited for
 * longest gives way to the new one: whoever holds connections and says nothing keeps nobody from asking how the node is.
 *
 * <p>Threads: confined to the admin event loop, but for {@link #count}. Invariant: at most {@code maxConnections} are open.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class AdminConnections {
    private final int max;
    private final long peerTimeoutNs;
    private final LoopWatch watch;
    private final PeerListener peers;
    private final Set<AdminConnection> open = new LinkedHashSet<>();
    private volatile int count;

    /** Hears of connections closed for their peer's sake. */
    public interface PeerListener {
        /** A peer did not finish its request or take its answer in time. */
        void slow();

        /** A connection had no place, or lost it to another one. */
        void refused();
    }

    public AdminConnections(AdminConfig config, LoopWatch watch, PeerListener peers) {
        max = config.maxConnections();
        peerTimeoutNs = TimeUnit.MILLISECONDS.toNanos(config.idleTimeoutMs());
        this.watch = watch;
        this.peers = peers;
    }

    /** True when there is a place for one more; false when every connection is being worked for. */
    boolean makeRoom() {
        if (open.size() < max) {
            return true;
        }
        peers.refused();
        AdminConnection longest = longestAwaited();
        if (longest != null) {
            longest.close();
        }
        return open.size() < max;
    }

    private @Nullable AdminConnection longestAwaited() {
        AdminConnection longest = null;
        for (AdminConnection each : open) {
            if (each.waitsForPeer() && (longest == null || each.sinceNs() - longest.sinceNs() < 0)) {
                longest = each;
            }
        }
        return longest;
    }

    void add(AdminConnection connection) {
        open.add(connection);
        count = open.size();
        watch.add(connection);
    }

    void remove(AdminConnection connection) {
        watch.remove(connection);
        open.remove(connection);
        count = open.size();
    }

    long peerTimeoutNs() {
        return peerTimeoutNs;
    }

    PeerListener peers() {
        return peers;
    }

    /** Open connections. Threads: any. */
    public int count() {
        return count;
    }
}
