package org.medsettle.gateway.his.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * What stands in a connection's pipeline. Cleartext connections begin with HTTP/1.1 and become HTTP/2 when their first
 * bytes are its preface (prior knowledge); under TLS the negotiated protocol decides.
 *
 * <pre>
 *   HTTP/1.1  bytes - Http1RequestDecoder - Http1Connection
 *   HTTP/2    bytes - Http2FrameCodec - Http2MultiplexHandler - Http2Connection
 *                                        `- one channel per stream: Http2Stream
 * </pre>
 *
 * <p>Threads: the connection's event loop.
 */
public final class HttpPipeline {
    /** Name that ALPN has for HTTP/2. */
    public static final String HTTP_2 = "h2";

    private static final int CONTINUATIONS_MAX = 16;
    private static final int RESETS_PER_WINDOW_MAX = 200;
    private static final int RESET_WINDOW_SECONDS = 30;

    private HttpPipeline() {}

    /** Installs the handlers for a negotiated protocol; anything but {@link #HTTP_2} begins with HTTP/1.1. */
    public static void install(Channel channel, String protocol, HttpLoop loop) {
        if (protocol.equals(HTTP_2)) {
            installHttp2(channel, loop);
        } else {
            Http1Connection connection = new Http1Connection(loop);
            channel.pipeline().addLast(connection.decoder()).addLast(connection);
        }
    }

    static void installHttp2(Channel channel, HttpLoop loop) {
        HttpLimits limits = loop.limits;
        Http2Settings settings = Http2Settings.defaultSettings()
                .maxConcurrentStreams(limits.inFlightMax())
                .maxHeaderListSize(limits.headBytesMax())
                .pushEnabled(false);
        settings.remove((char) 2); // ENABLE_PUSH is the client's to send
        Http2Connection connection = new Http2Connection(loop);
        channel.pipeline()
                .addLast(Http2FrameCodecBuilder.forServer()
                        .initialSettings(settings)
                        .gracefulShutdownTimeoutMillis(limits.requestTimeoutMs())
                        .decoderEnforceMaxSmallContinuationFrames(CONTINUATIONS_MAX)
                        .decoderEnforceMaxRstFramesPerWindow(RESETS_PER_WINDOW_MAX, RESET_WINDOW_SECONDS)
                        .build())
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Http2Stream(loop, connection));
                    }
                }))
                .addLast(connection);
    }
}
