package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
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

/**
 * One request and its answer as a stream of HTTP/2.
 *
 * <p>Failure: a stream whose request does not come whole in time is reset, and so is one whose answer the peer does not take
 * in time, be it that its flow-control window or its socket stays shut. What was held for it is let go of.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http2Stream extends ChannelInboundHandlerAdapter
        implements HttpExchange, Watched, Flushable, ChannelFutureListener {
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
    private final HttpBody body;
    private boolean whole;
    private boolean gone;
    /** True from the answer until the peer has taken it. */
    private boolean untaken;

    private long startedNs;
    private long answeredNs;

    Http2Stream(HttpLoop loop, Http2Connection connection) {
        this.loop = loop;
        this.connection = connection;
        body = new HttpBody(loop);
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
        body.drop();
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
        HttpStatus status = body.add(from.alloc(), frame.content().retain(), frame.isEndStream());
        if (status != HttpStatus.OK) {
            refuse(status);
        } else if (frame.isEndStream()) {
            dispatch();
        }
    }

    private void refuse(HttpStatus status) {
        whole = true;
        body.drop();
        loop.listener.onUnreadable(this, status);
    }

    private void dispatch() {
        Http2Head complete = head;
        if (complete == null) {
            refuse(HttpStatus.BAD_REQUEST);
            return;
        }
        whole = true;
        int length = body.moveTo(loop.body);
        loop.listener.onRequest(this, complete, loop.body, length);
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
        answeredNs = System.nanoTime();
        untaken = true;
        context().write(new DefaultHttp2DataFrame(content, true)).addListener(this);
        loop.flushes.add(this);
    }

    /** The peer has taken the answer, or never will. */
    @Override
    public void operationComplete(ChannelFuture written) {
        untaken = false;
        if (written.isSuccess()) {
            connection.onAnswerTaken();
        }
        // Closing the stream's channel resets what the peer may still be sending.
        written.channel().close();
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
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownReadComplete && !whole) {
            whole = true;
            triggered.close();
        }
    }

    @Override
    public void check(long nowNs) {
        if (untaken && nowNs - answeredNs > loop.requestTimeoutNs) {
            untaken = false;
            loop.listener.onSlowStream();
            // Closing the channel would not do: its last frame is written already, so that it would leave the stream
            // open.
            context().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
            connection.onAnswerUntaken(answeredNs);
        } else if (!whole && nowNs - startedNs > loop.requestTimeoutNs) {
            whole = true;
            loop.listener.onSlowStream();
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
