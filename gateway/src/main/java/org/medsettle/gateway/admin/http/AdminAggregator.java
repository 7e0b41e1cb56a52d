package org.medsettle.gateway.admin.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.trail.AuditTrail;

/**
 * Gathers a request's body up to a limit; a larger one gets a problem document, stands in the audit trail, and the connection
 * is closed.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AdminAggregator extends HttpObjectAggregator {
    private static final String ROUTE = "too large";

    private final AuditTrail trail;

    AdminAggregator(int maxBodyBytes, AuditTrail trail) {
        super(maxBodyBytes);
        this.trail = trail;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        byte[] body = Problem.of(
                        ResultCode.TOO_LARGE, "at most " + maxContentLength() + " bytes at a time; send smaller pieces")
                .json();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        new AuditedCall(trail, context, (HttpRequest) oversized, ROUTE)
                .record(response.status().code(), ResultCode.TOO_LARGE.name(), written -> context.writeAndFlush(
                                response)
                        .addListener(ChannelFutureListener.CLOSE));
    }
}
