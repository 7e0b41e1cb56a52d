package org.medsettle.bench.his;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The client: one event loop, epoll where there is one.
 *
 * <p>Threads: one caller at a time. Failure: {@link ExecutionException} when the door cannot be reached.
 */
public final class HisLoad implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    /** Runs once and answers what was measured. */
    public HisResult run(HisConfig config, CardHolders holders) throws ExecutionException, InterruptedException {
        CompletableFuture<HisResult> done = new CompletableFuture<>();
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .remoteAddress(config.host(), config.port());
        EventLoop loop = (EventLoop) group.next();
        loop.execute(() -> new HisSession(config, holders, bootstrap, loop, done).start());
        return done.get();
    }

    @Override
    public void close() {
        var unused = group.shutdownGracefully();
    }
}
