package org.medsettle.gateway.cli.demo;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * One keep-alive connection to the HIS door: requests out, answers back to the listener in their order.
 *
 * <p>Invariant: after {@link AnswerListener#onLost} no more than the answer that says "Connection: close" is heard of
 * this connection. Failure: an answer that is no HTTP or no envelope closes the connection, so that it counts as no
 * answer.
 */
@ThreadConfined(Threads.EVENT_LOOP)
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close shows as a lost connection
final class HisConnection extends SimpleChannelInboundHandler<HttpObject> {
    private static final String PATH = "/fsi/api/callService";
    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final HttpHeadersFactory NO_TRAILERS =
            DefaultHttpHeadersFactory.trailersFactory().withValidation(false);

    private final HisAnswerDecoder decoder = new HisAnswerDecoder();
    private final HisAnswer answer = new HisAnswer();
    private final Channel channel;
    private final String host;
    private final AnswerListener listener;
    private byte[] body = new byte[4_096];
    private int bodyLength;
    private boolean isLast;

    HisConnection(Channel channel, String host, AnswerListener listener) {
        this.channel = channel;
        this.host = host;
        this.listener = listener;
    }

    /** Writes a request; it leaves with the next {@link #flush}. */
    void write(byte[] json) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, PATH, Unpooled.wrappedBuffer(json), HEADERS, NO_TRAILERS);
        request.headers()
                .set(HttpHeaderNames.HOST, host)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length);
        channel.write(request, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    void close() {
        channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) throws IOException {
        if (message instanceof HttpResponse response) {
            answer.clear();
            answer.httpStatus = response.status().code();
            isLast = !HttpUtil.isKeepAlive(response);
            bodyLength = 0;
        }
        if (message instanceof HttpContent content) {
            int length = content.content().readableBytes();
            if (bodyLength + length > body.length) {
                body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + length));
            }
            content.content().readBytes(body, bodyLength, length);
            bodyLength += length;
        }
        if (message instanceof LastHttpContent) {
            decoder.decode(body, bodyLength, answer);
            if (isLast) {
                // Whoever sent something more here would wait in vain.
                listener.onLost();
                context.close();
            }
            listener.onAnswer(answer);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isLast) {
            listener.onLost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
