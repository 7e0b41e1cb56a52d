package org.medsettle.gateway.admin.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.config.AdminConfig;
import org.medsettle.gateway.trail.AuditTrail;

/**
 * Lays out the pipeline of an admin connection: time limits, HTTP, whole bodies, one request at a time. The server must
 * switch off automatic reading.
 *
 * <p>Threads: confined to the admin event loop, which is one thread.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class AdminChannelInitializer extends ChannelInitializer<SocketChannel> {
    private final AdminConfig config;
    private final List<Route> routes;
    private final AuditTrail trail;
    private final Exchange.AnswerListener listener;
    private final AdminConnections connections;

    public AdminChannelInitializer(
            AdminConfig config,
            List<Route> routes,
            AuditTrail trail,
            Exchange.AnswerListener listener,
            AdminConnections connections) {
        this.config = config;
        this.routes = List.copyOf(routes);
        this.trail = trail;
        this.listener = listener;
        this.connections = connections;
    }

    /** What the connections serve. */
    public List<Route> routes() {
        return routes;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (!connections.makeRoom()) {
            channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
            return;
        }
        AdminConnection connection = new AdminConnection(connections);
        channel.pipeline()
                .addLast(connection)
                .addLast(new HttpServerCodec())
                .addLast(new AdminAggregator(config.maxBodyBytes(), trail))
                .addLast(new AdminChannelHandler(routes, config, trail, listener, connection));
    }

    /** Open connections. */
    public int count() {
        return connections.count();
    }
}
