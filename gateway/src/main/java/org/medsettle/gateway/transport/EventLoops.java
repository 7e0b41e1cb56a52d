package org.medsettle.gateway.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;

/**
 * The event loops of one door: epoll where the system has it, the JDK's selector elsewhere.
 *
 * <p>Threads: any; Netty's groups are thread-safe. Units: timeouts in milliseconds.
 */
@ThreadSafe
public final class EventLoops {
    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends ServerChannel> serverChannel;

    private EventLoops(String name, int count, IoHandlerFactory handlers, Class<? extends ServerChannel> channel) {
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name), handlers);
        serverChannel = channel;
    }

    /** Opens {@code count} loops whose threads carry {@code name}. */
    public static EventLoops open(String name, int count) {
        return Epoll.isAvailable()
                ? new EventLoops(name, count, SteadyEpollHandler.newFactory(), EpollServerSocketChannel.class)
                : new EventLoops(name, count, NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> serverChannel() {
        return serverChannel;
    }

    /** Every loop, in a fixed order. */
    public List<EventLoop> all() {
        List<EventLoop> loops = new ArrayList<>();
        for (EventExecutor executor : group) {
            loops.add((EventLoop) executor);
        }
        return loops;
    }

    /** Ends every loop, waiting {@code timeoutMs} at most. */
    public void close(long timeoutMs) {
        group.shutdownGracefully(0, timeoutMs, TimeUnit.MILLISECONDS).awaitUninterruptibly(timeoutMs);
    }
}
