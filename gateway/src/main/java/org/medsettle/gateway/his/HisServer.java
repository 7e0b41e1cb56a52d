package org.medsettle.gateway.his;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.his.http.HttpLoop;
import org.medsettle.gateway.his.http.HttpPipeline;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.transport.ConnectionSecurity;
import org.medsettle.gateway.transport.EventLoops;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.LoopWatch;
import org.medsettle.gateway.transport.TcpServer;

/**
 * The HIS door. Opens once, closes once.
 *
 * <p>Threads: whoever starts and stops the node. Failure: {@link #bind} throws when the port cannot be had; the door is
 * closed then. {@link #close} stops accepting, lets what is in flight be answered within the configured time, and closes
 * the rest: so the engine must still be running while the door closes.
 */
@ThreadConfined(Threads.CALLER)
public final class HisServer implements AutoCloseable {
    private static final String LOOP_NAME = "his-" + Threads.EVENT_LOOP;

    private final HisConfig config;
    private final CommandLink link;
    private final HisLimits limits;
    private final EpochClock clock;
    private final HisMetrics metrics;

    private final RequestAuthenticator authenticator;
    private final ConnectionSecurity security;
    private final IdentityHashMap<EventLoop, HttpLoop> loops = new IdentityHashMap<>();
    private final List<HisLoop> doors = new CopyOnWriteArrayList<>();
    private @Nullable EventLoops eventLoops;
    private @Nullable TcpServer server;

    /** A door without limits, signatures and TLS. */
    public HisServer(HisConfig config, CommandLink link, EpochClock clock, HisMetrics metrics) {
        this(config, link, HisLimits.none(), clock, metrics);
    }

    /** A door without signatures and TLS. */
    public HisServer(HisConfig config, CommandLink link, HisLimits limits, EpochClock clock, HisMetrics metrics) {
        this(config, link, limits, clock, metrics, RequestAuthenticator.ALLOW_ALL, ConnectionSecurity.PLAIN);
    }

    public HisServer(
            HisConfig config,
            CommandLink link,
            HisLimits limits,
            EpochClock clock,
            HisMetrics metrics,
            RequestAuthenticator authenticator,
            ConnectionSecurity security) {
        this.config = config;
        this.link = link;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;

        this.authenticator = authenticator;
        this.security = security;
    }

    /** Starts serving. */
    public void bind() {
        EventLoops opened = EventLoops.open(LOOP_NAME, config.eventLoops());
        eventLoops = opened;
        for (EventLoop loop : opened.all()) {
            FlushList flushes = new FlushList();
            HisLoop door = new HisLoop(config, link, limits, clock, authenticator, metrics, flushes);
            door.open(loop);
            doors.add(door);
            LoopWatch watch = new LoopWatch();
            watch.start(loop, config.watchIntervalMs(), metrics::onLoopLag);
            loops.put(loop, new HttpLoop(config.http(), door, flushes, watch, clock));
        }
        boolean bound = false;
        try {
            server = TcpServer.bind(config.listen(), opened, security, this::openConnection, metrics);
            bound = true;
        } finally {
            if (!bound) {
                close();
            }
        }
    }

    private void openConnection(Channel channel, String protocol) {
        HttpLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("a connection of another server's event loop");
        }
        HttpPipeline.install(channel, protocol, loop);
    }

    /** Where the door listens, with the port it was given. */
    public InetSocketAddress localAddress() {
        TcpServer bound = server;
        if (bound == null) {
            throw new IllegalStateException("not bound");
        }
        return bound.localAddress();
    }

    /** Requests that wait for their answer. Threads: any. */
    public long underWay() {
        long sum = 0;
        for (HisLoop door : doors) {
            sum += door.underWay();
        }
        return sum;
    }

    /** Lets each connection, and each that still comes, learn by an answer that the node goes down; {@link #close} is next. */
    public void giveNotice() {
        TcpServer bound = server;
        if (bound != null) {
            bound.giveNotice();
        }
    }

    /** Returns when no connection is open any more, or after {@code timeoutMs}. */
    public void awaitClosed(long timeoutMs) {
        TcpServer bound = server;
        if (bound != null) {
            bound.awaitClosed(timeoutMs);
        }
    }

    @Override
    public void close() {
        TcpServer bound = server;
        if (bound != null) {
            bound.close(config.drainTimeoutMs());
            server = null;
        }
        EventLoops opened = eventLoops;
        if (opened != null) {
            opened.close(config.drainTimeoutMs());
            eventLoops = null;
        }
    }
}
