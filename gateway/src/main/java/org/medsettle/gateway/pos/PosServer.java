package org.medsettle.gateway.pos;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.PosDoorConfig;
import org.medsettle.gateway.config.PosListenerConfig;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.transport.ConnectionSecurity;
import org.medsettle.gateway.transport.EventLoops;
import org.medsettle.gateway.transport.TcpServer;
import org.medsettle.gateway.transport.TcpServerConfig;

/**
 * The POS door: any number of listeners on shared event loops. Opens once, closes once.
 *
 * <p>Threads: whoever starts and stops the node. Failure: {@link #bind} throws when a port cannot be had; the door is
 * closed then. {@link #close} stops accepting, lets what is in flight be answered within the configured time, and closes
 * the rest: so the engine must still be running while the door closes.
 */
@ThreadConfined(Threads.CALLER)
public final class PosServer implements AutoCloseable {
    private static final String LOOP_NAME = "pos-" + Threads.EVENT_LOOP;
    private static final int BACKLOG = 1_024;
    private static final long WATCH_INTERVAL_MS = 250;

    private final PosDoorConfig config;
    private final long drainTimeoutMs;
    private final CommandLink link;
    private final Admission admission;
    private final EpochClock clock;
    private final PosMetrics metrics;
    private final PosSecurity security;
    private final IdentityHashMap<EventLoop, PosLoop> loops = new IdentityHashMap<>();
    private final List<TcpServer> servers = new ArrayList<>();
    private @Nullable EventLoops eventLoops;

    public PosServer(
            PosDoorConfig config,
            long drainTimeoutMs,
            CommandLink link,
            Admission admission,
            EpochClock clock,
            PosMetrics metrics,
            PosSecurity security) {
        this.config = config;
        this.drainTimeoutMs = drainTimeoutMs;
        this.link = link;
        this.admission = admission;
        this.clock = clock;
        this.metrics = metrics;
        this.security = security;
    }

    /** Starts serving; without listeners it does nothing. */
    public void bind() throws IOException {
        if (config.listeners().isEmpty()) {
            return;
        }
        EventLoops opened = EventLoops.open(LOOP_NAME, config.threads());
        eventLoops = opened;
        PosLimits limits = PosLimits.of(config);
        for (EventLoop loop : opened.all()) {
            PosLoop door = new PosLoop(link, admission, clock, metrics, limits, security, config.acquirer());
            door.open(loop);
            door.watch()
                    .start(
                            loop,
                            Math.min(WATCH_INTERVAL_MS, Math.max(10, config.frameTimeoutMs() / 4)),
                            metrics::onLoopLag);
            loops.put(loop, door);
        }
        for (PosListenerConfig listener : config.listeners()) {
            bind(listener, opened);
        }
    }

    /** The transport lets Netty's own exception through, checked or not; here it gets the address it is about. */
    private void bind(PosListenerConfig listener, EventLoops opened) throws IOException {
        PosListener rules = PosListener.of(listener, config);
        ConnectionSecurity way = listener.has(PosListenerConfig.TLS) ? security.tls() : ConnectionSecurity.PLAIN;
        try {
            servers.add(TcpServer.bind(
                    new TcpServerConfig(config.host(), listener.port(), BACKLOG, config.maxConnections()),
                    opened,
                    way,
                    (channel, protocol) -> open(channel, rules),
                    metrics));
        } catch (Exception failed) {
            close();
            throw new IOException(
                    "cannot listen on " + config.host() + ":" + listener.port() + " (pos.host, pos.listeners): "
                            + failed.getMessage(),
                    failed);
        }
    }

    private void open(Channel channel, PosListener listener) {
        PosLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("a connection of another server's event loop");
        }
        channel.pipeline().addLast(new PosConnection(loop, listener));
    }

    /** Where the listeners listen, in the order of the configuration, with the ports they were given. */
    public List<InetSocketAddress> localAddresses() {
        return servers.stream().map(TcpServer::localAddress).toList();
    }

    /** Lets each connection, and each that still comes, learn by an answer that the node goes down; {@link #close} is next. */
    public void giveNotice() {
        servers.forEach(TcpServer::giveNotice);
    }

    /** Returns when no connection is open any more, or after {@code timeoutMs}. */
    public void awaitClosed(long timeoutMs) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        for (TcpServer server : servers) {
            server.awaitClosed(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
        }
    }

    @Override
    public void close() {
        for (TcpServer server : servers) {
            server.close(drainTimeoutMs);
        }
        servers.clear();
        EventLoops opened = eventLoops;
        if (opened != null) {
            opened.close(drainTimeoutMs);
            eventLoops = null;
        }
    }
}
