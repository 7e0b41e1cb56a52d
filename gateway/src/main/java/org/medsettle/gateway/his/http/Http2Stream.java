package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.transport.Flushable;
import org.medsettle.gateway.transport.Watched;

/** One request and its answer as a stream of HTTP/2. */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http2Stream extends ChannelInboundHandlerAdapter implements HttpExchange, Watched, Flushable {
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString JSON = AsciiString.cached("application/json;charset=UTF-8");
    private static final AsciiString DATE = AsciiString.cached("date");
    private static final AsciiString ALLOW = AsciiString.cached("allow");
    private static final AsciiString POST = AsciiString.cached("POST");
    private static final AsciiString RETRY_AFTER = AsciiString.cached("retry-after");
    private static final AsciiString ONE_SECOND = AsciiString.cached("1");

    private final HttpLoop loop;
    private final Http2Connection connection;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Http2Head head;
    private @Nullable ByteBuf body;
    private boolean whole;
    private boolean gone;
    private long startedNs;

    Http2Stream(HttpLoop loop, Http2Connection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    @Override
    public ConnectionBudget budget() {
        return connection.budget();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        startedNs = System.nanoTime();
        loop.watch.add(this);
        connection.onStreamOpened();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        gone = true;
        loop.watch.remove(this);
        connection.onStreamClosed();
        dropBody();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        gone = true;
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object frame) {
        try {
            if (whole) {
                return;
            }
            if (frame instanceof Http2HeadersFrame headers) {
                readHead(headers);
            } else if (frame instanceof Http2DataFrame data) {
                readBody(from, data);
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void readHead(Http2HeadersFrame frame) {
        if (head == null) {
            head = new Http2Head(frame.headers());
            CharSequence coding = frame.headers().get("content-encoding");
            if (coding != null && !AsciiString.contentEqualsIgnoreCase(coding, "identity")) {
                refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
                return;
            }
        }
        if (frame.isEndStream()) {
            dispatch();
        }
    }

    private void readBody(ChannelHandlerContext from, Http2DataFrame frame) {
        ByteBuf bytes = body;
        if (bytes == null) {
            bytes = from.alloc().buffer(Math.max(256, frame.content().readableBytes()));
            body = bytes;
        }
        if (bytes.readableBytes() + frame.content().readableBytes() > loop.limits.bodyBytesMax()) {
            refuse(HttpStatus.CONTENT_TOO_LARGE);
            return;
        }
        bytes.writeBytes(frame.content());
        if (frame.isEndStream()) {
            dispatch();
        }
    }

    private void refuse(HttpStatus status) {
        whole = true;
        dropBody();
        loop.listener.onUnreadable(this, status);
    }

    private void dispatch() {
        Http2Head complete = head;
        if (complete == null) {
            refuse(HttpStatus.BAD_REQUEST);
            return;
        }
        whole = true;
        ByteBuf bytes = body;
        int length = bytes == null ? 0 : bytes.readableBytes();
        if (bytes != null) {
            bytes.readBytes(loop.body, 0, length);
        }
        dropBody();
        loop.listener.onRequest(this, complete, loop.body, length);
    }

    private void dropBody() {
        ByteBuf bytes = body;
        if (bytes != null) {
            bytes.release();
            body = null;
        }
    }

    @Override
    public ByteBuf newContent(int bytes) {
        return context().alloc().buffer(bytes);
    }

    @Override
    public void answer(HttpStatus status, ByteBuf content) {
        if (gone) {
            content.release();
            return;
        }
        Http2Headers headers = new DefaultHttp2Headers(false)
                .status(Integer.toString(status.code()))
                .add(DATE, new AsciiString(loop.date.now(), false));
        if (content.isReadable()) {
            headers.add(CONTENT_TYPE, JSON);
        }
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            headers.add(ALLOW, POST);
        }
        if (status.passes()) {
            headers.add(RETRY_AFTER, ONE_SECOND);
        }
        context().write(new DefaultHttp2HeadersFrame(headers, false));
        // Closing the stream's channel resets what the peer may still be sending.
        context().write(new DefaultHttp2DataFrame(content, true)).addListener(ChannelFutureListener.CLOSE);
        loop.flushes.add(this);
    }

    @Override
    public void flushWritten() {
        if (!gone) {
            context().flush();
        }
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes.flushAll();
    }

    @Override
    public void check(long nowNs) {
        if (!whole && nowNs - startedNs > loop.requestTimeoutNs) {
            whole = true;
            context().close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        boolean resetByPeer = cause instanceof IOException || cause instanceof Http2Exception;
        if (!resetByPeer) {
            loop.listener.onFault(cause);
        }
        caught.close();
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext own = context;
        if (own == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return own;
    }
}
