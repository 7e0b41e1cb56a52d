package org.medsettle.gateway.his;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that speaks HTTP/2 with prior knowledge. */
final class Http2Client implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    final Channel channel;

    Http2Client(InetSocketAddress door) {
        this(door, Http2Settings.defaultSettings());
    }

    /** A client that begins with these settings. */
    Http2Client(InetSocketAddress door, Http2Settings settings) {
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connecting) {
                        connecting
                                .pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient()
                                                .initialSettings(settings)
                                                .build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    }
                })
                .connect(door)
                .syncUninterruptibly()
                .channel();
    }

    /** Opens a stream whose answer, status and content, comes in {@code answer}; or the failure of the stream. */
    Http2StreamChannel open(CompletableFuture<String> answer) {
        return new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInboundHandlerAdapter() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public void channelRead(ChannelHandlerContext context, Object frame) {
                        if (frame instanceof Http2HeadersFrame headers) {
                            text.append(headers.headers().status()).append(' ');
                            end(headers.isEndStream());
                        } else if (frame instanceof Http2DataFrame data) {
                            text.append(data.content().toString(StandardCharsets.UTF_8));
                            end(data.isEndStream());
                        }
                        ReferenceCountUtil.release(frame);
                    }

                    private void end(boolean ended) {
                        if (ended) {
                            answer.complete(text.toString());
                        }
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        answer.completeExceptionally(new IllegalStateException("stream ended: " + text));
                    }
                })
                .open()
                .syncUninterruptibly()
                .getNow();
    }

    CompletableFuture<String> post(String path, String body) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Http2StreamChannel stream = open(answer);
        stream.write(new DefaultHttp2HeadersFrame(head("POST", path), false));
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), true));
        return answer;
    }

    static Http2Headers head(String method, String path) {
        return new DefaultHttp2Headers()
                .method(method)
                .path(path)
                .scheme("http")
                .authority("door");
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
