package org.medsettle.gateway.admin.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.config.AdminConfig;
import org.medsettle.gateway.trail.AuditTrail;

/**
 * Lays out the pipeline of an admin connection: HTTP, idle limit, whole bodies, one request at a time. The server must
 * switch off automatic reading.
 *
 * <p>Threads: confined to the admin event loop, which is one thread; only {@link #count} may be called by any.
 * Invariant: at most {@code maxConnections} are open; one more is closed at once.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class AdminChannelInitializer extends ChannelInitializer<SocketChannel> {
    private final AdminConfig config;
    private final List<Route> routes;
    private final AuditTrail trail;
    private final Exchange.AnswerListener listener;
    private final AtomicInteger connections = new AtomicInteger();

    public AdminChannelInitializer(
            AdminConfig config, List<Route> routes, AuditTrail trail, Exchange.AnswerListener listener) {
        this.config = config;
        this.routes = List.copyOf(routes);
        this.trail = trail;
        this.listener = listener;
    }

    /** What the connections serve. */
    public List<Route> routes() {
        return routes;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (connections.get() == config.maxConnections()) {
            channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        connections.incrementAndGet();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, config.idleTimeoutMs(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new AdminAggregator(config.maxBodyBytes(), trail))
                .addLast(new AdminChannelHandler(routes, config, trail, listener));
    }

    /** Open connections. */
    public int count() {
        return connections.get();
    }
}
