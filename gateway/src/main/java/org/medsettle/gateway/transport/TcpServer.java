package org.medsettle.gateway.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.common.ThreadSafe;

/**
 * One listening socket and its connections, up to a limit.
 *
 * <p>Threads: {@link #bind} and {@link #close} from any thread but an event loop. Failure: a port that cannot be bound is
 * thrown by {@link #bind}. Invariant: after {@link #close} no connection of this server is open.
 */
@ThreadSafe
public final class TcpServer {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** Whoever has dialled before no connection could begin any more has so long to be accepted, say something and be told. */
    private static final long LAST_COMER_MS = 100;

    private final TcpServerConfig config;
    private final ConnectionSecurity security;
    private final ConnectionOpener opener;
    private final ConnectionListener listener;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ConnectionOpener securely = new Securely();
    private final Channel server;
    private volatile boolean leaving;
    private volatile boolean closing;

    private TcpServer(
            TcpServerConfig config,
            EventLoops loops,
            ConnectionSecurity security,
            ConnectionOpener opener,
            ConnectionListener listener) {
        this.config = config;
        this.security = security;
        this.opener = opener;
        this.listener = listener;
        server = listen(loops);
    }

    /** Starts listening. */
    public static TcpServer bind(
            TcpServerConfig config,
            EventLoops loops,
            ConnectionSecurity security,
            ConnectionOpener opener,
            ConnectionListener listener) {
        return new TcpServer(config, loops, security, opener, listener);
    }

    private Channel listen(EventLoops loops) {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, config.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(config.host(), config.port())
                .syncUninterruptibly()
                .channel();
    }

    private void accept(Channel channel) {
        if (open.incrementAndGet() > config.connectionsMax() || closing) {
            open.decrementAndGet();
            listener.onConnectionRefused();
            channel.close();
            return;
        }
        listener.onConnectionOpened();
        channel.closeFuture().addListener(closed -> {
            open.decrementAndGet();
            listener.onConnectionClosed();
        });
        connections.add(channel);
        security.secure(channel, securely);
        if (closing) {
            channel.close();
        }
    }

    /** What comes of a handshake. */
    private final class Securely implements ConnectionOpener {
        @Override
        public void open(Channel channel, String protocol) {
            TcpServer.this.open(channel, protocol);
        }

        @Override
        public void failed(HandshakeFailure reason) {
            listener.onHandshakeFailed(reason);
        }
    }

    /** Handlers that come late, behind a handshake, have missed what was told before. */
    private void open(Channel channel, String protocol) {
        opener.open(channel, protocol);
        if (closing) {
            channel.pipeline().fireUserEventTriggered(DrainEvent.DRAIN);
        } else if (leaving) {
            channel.pipeline().fireUserEventTriggered(DrainEvent.NOTICE);
        }
    }

    public InetSocketAddress localAddress() {
        return (InetSocketAddress) server.localAddress();
    }

    /**
     * Tells every connection, and each that still comes, that nothing new is taken; {@link #close} is next. Listening goes
     * on meanwhile, see {@link LastDials}.
     */
    public void giveNotice() {
        leaving = true;
        fire(DrainEvent.NOTICE);
    }

    /** Returns when no connection is open any more, or after {@code timeoutMs}. */
    public void awaitClosed(long timeoutMs) {
        long startNs = System.nanoTime();
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!connections.isEmpty() && leftNs > 0) {
            connections.newCloseFuture().awaitUninterruptibly(leftNs, TimeUnit.NANOSECONDS);
            leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs) - (System.nanoTime() - startNs);
        }
    }

    private void fire(DrainEvent event) {
        for (Channel channel : connections) {
            channel.pipeline().fireUserEventTriggered(event);
        }
    }

    /** Stops accepting, tells every connection to drain, waits {@code timeoutMs} at most, closes the rest. */
    public void close(long timeoutMs) {
        if (leaving && LastDials.refuse(server)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LAST_COMER_MS));
        }
        server.close().syncUninterruptibly();
        closing = true;
        fire(DrainEvent.DRAIN);
        if (!connections.newCloseFuture().awaitUninterruptibly(timeoutMs)) {
            connections.close().awaitUninterruptibly(timeoutMs);
        }
    }
}
