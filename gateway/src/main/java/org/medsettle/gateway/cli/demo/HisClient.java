package org.medsettle.gateway.cli.demo;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;

/**
 * Connections to the HIS door on one event loop, so that everything a client remembers is owned by one thread.
 *
 * <p>Threads: any.
 */
@ThreadSafe
final class HisClient implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int CLOSE_TIMEOUT_MS = 2_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;

    HisClient() {
        IoHandlerFactory handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("demo-client", true), handlers);
        loop = group.next();
        bootstrap = new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
    }

    /** The one thread on which answers arrive. */
    EventLoop loop() {
        return loop;
    }

    /** Connects to the door; completes on the event loop. */
    CompletableFuture<HisConnection> connect(InetSocketAddress door, AnswerListener listener) {
        CompletableFuture<HisConnection> connected = new CompletableFuture<>();
        String host = door.getHostString() + ":" + door.getPort();
        bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new HisConnection(channel, host, listener));
                    }
                })
                .connect(door)
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        connected.complete(done.channel().pipeline().get(HisConnection.class));
                    } else {
                        connected.completeExceptionally(done.cause());
                    }
                });
        return connected;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }
}
