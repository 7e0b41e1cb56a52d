package org.medsettle.gateway.admin.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.medsettle.gateway.trail.AuditTrail;

/** An exchange without a door: its answer stays in an embedded channel, whose event loop runs when a test says so. */
public final class LoneExchange {
    private LoneExchange() {}

    /** The open end of a call that came on {@code channel}; it is not written into {@code trail}. */
    public static Exchange on(EmbeddedChannel channel, AuditTrail trail) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
        ChannelHandlerContext context = channel.pipeline().lastContext();
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        AuditedCall call = new AuditedCall(trail, context, request, "/");
        return new Exchange(context, "/", true, call, (route, status) -> {}, new Exchange.Turn() {
            @Override
            public void sent() {}

            @Override
            public void taken() {}
        });
    }
}
