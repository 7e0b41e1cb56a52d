package org.medsettle.bench.his;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * One kept-alive connection with at most one request under way, and what that request was.
 *
 * <p>Threads: the event loop. Failure: whatever goes wrong closes the connection; the session opens another.
 */
final class HisConnection extends ByteToMessageDecoder {
    private final HisSession session;
    private final ResponseScanner response = new ResponseScanner();

    long intendedNs;
    HisTransaction transaction = HisTransaction.PERSON;
    int holder;
    int pharmacy;
    String messageId = "";

    HisConnection(HisSession session) {
        this.session = session;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        session.onOpen(this, ctx.channel());
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (response.scan(in)) {
            session.onResponse(this, response);
            if (response.closing()) {
                var unused = ctx.close();
                return;
            }
            session.onIdle(this, ctx.channel());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        session.onClosed(this, response.closing());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.onFailure(cause);
        var unused = ctx.close();
    }
}
