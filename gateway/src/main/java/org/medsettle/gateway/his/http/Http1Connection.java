package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Flushable;
import org.medsettle.gateway.transport.Watched;

/**
 * One HTTP/1.1 connection: the decoder's objects to requests, answers to bytes, in the order of the requests.
 *
 * <p>A connection with {@code inFlightMax} unanswered requests, or one that does not read its answers, is not read from
 * until that changes; nothing is dropped. After something that cannot be read as a request nothing further is read as
 * one: earlier requests are answered, then the error is, then the connection closes.
 *
 * <p>Invariant: {@link #order} holds the requests without a written answer. Failure: a peer that is slow to finish a
 * request is answered 408; one that does not read is cut off.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Connection extends ChannelInboundHandlerAdapter implements Watched, Flushable {
    private enum Stage {
        READING,
        /** Nothing more is read as a request; answers still leave. */
        FINISHING,
        /** The last answer is out; input is dropped until the peer closes. */
        LINGERING,
        CLOSED
    }

    private final HttpLoop loop;
    private final ConnectionBudget budget = new ConnectionBudget();
    private final Http1RequestDecoder decoder;
    private final Http1Body body;
    private final Http1AnswerEncoder encoder = new Http1AnswerEncoder();
    private final ArrayDeque<Http1Exchange> order = new ArrayDeque<>();
    private final ArrayDeque<Http1Exchange> spare = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    /** The request at hand, until it is whole or refused. */
    private @Nullable Http1Head head;

    private Stage stage = Stage.READING;
    private boolean flushDue;
    private boolean continueDue;
    private boolean inputEnded;
    private boolean noticeGiven;
    private long requestStartedNs;
    private long idleSinceNs;
    private long unwritableSinceNs;
    private long lingerUntilNs;

    Http1Connection(HttpLoop loop) {
        this.loop = loop;
        decoder = new Http1RequestDecoder(this, loop.limits);
        body = new Http1Body(loop.limits.bodyBytesMax());
    }

    ConnectionBudget budget() {
        return budget;
    }

    /** What stands in front of this in the pipeline. */
    Http1RequestDecoder decoder() {
        return decoder;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        idleSinceNs = System.nanoTime();
        loop.watch.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.watch.remove(this);
        body.drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        stage = Stage.CLOSED;
        for (Http1Exchange exchange : order) {
            ByteBuf content = exchange.takeContent();
            if (content != null) {
                content.release();
            }
        }
        order.clear();
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (stage != Stage.READING) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpStatus status) {
            refuse(status);
        } else if (message instanceof HttpRequest request) {
            onHead(request);
        } else {
            onContent(from.alloc(), (HttpContent) message);
        }
    }

    private void onHead(HttpRequest request) {
        DecoderResult result = request.decoderResult();
        if (result.isFailure()) {
            ReferenceCountUtil.release(request);
            refuse(headRefusal(result.cause()));
            return;
        }
        Http1Head read = new Http1Head(request);
        HttpStatus status = read.check(loop.limits.bodyBytesMax());
        if (status != HttpStatus.OK) {
            refuse(status);
            return;
        }
        head = read;
        continueDue = read.expectsContinue() && !decoder.hasBytes();
        writeContinueIfDue();
    }

    private static HttpStatus headRefusal(Throwable cause) {
        if (cause instanceof RequestRefusal refusal) {
            return refusal.status();
        }
        return cause instanceof TooLongFrameException ? HttpStatus.HEADERS_TOO_LARGE : HttpStatus.BAD_REQUEST;
    }

    private void onContent(ByteBufAllocator allocator, HttpContent content) {
        Http1Head whose = head;
        if (content.decoderResult().isFailure()) {
            content.release();
            refuse(HttpStatus.BAD_REQUEST);
        } else if (!body.add(allocator, content.content())) {
            refuse(HttpStatus.CONTENT_TOO_LARGE);
        } else if (content instanceof LastHttpContent && whose != null) {
            dispatch(whose);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes.flushAll();
    }

    /** Reads as many requests as there are and as may be under way. */
    private void advance() {
        try {
            decoder.resume();
        } catch (Exception fault) {
            exceptionCaught(context(), fault);
        }
    }

    /** The decoder has done what it can. */
    void onDecoded() {
        if (stage == Stage.CLOSED) {
            return;
        }
        noteRequestStart();
        if (inputEnded && mayRead()) {
            finish();
        }
        readOnOrPause();
    }

    /** True while more is to be read as requests, now or later. */
    boolean isReading() {
        return stage == Stage.READING;
    }

    /** True while one more request may be under way. */
    boolean mayRead() {
        return stage == Stage.READING
                && order.size() < loop.limits.inFlightMax()
                && context().channel().isWritable();
    }

    private void noteRequestStart() {
        if (stage != Stage.READING || !decoder.isInRequest()) {
            requestStartedNs = 0;
        } else if (requestStartedNs == 0) {
            requestStartedNs = System.nanoTime();
        }
    }

    private void readOnOrPause() {
        boolean on = stage != Stage.READING || mayRead();
        if (context().channel().isOpen() && context().channel().config().isAutoRead() != on) {
            if (on && requestStartedNs != 0) {
                requestStartedNs = System.nanoTime();
            }
            context().channel().config().setAutoRead(on);
        }
    }

    private void dispatch(Http1Head whole) {
        if (!whole.keepAlive() || noticeGiven) {
            stage = Stage.FINISHING;
        }
        head = null;
        requestStartedNs = 0;
        continueDue = false;
        int length = body.moveTo(loop.body);
        loop.listener.onRequest(enqueue().begin(whole.mustBeToldToKeep()), whole, loop.body, length);
    }

    private Http1Exchange enqueue() {
        Http1Exchange exchange = spare.poll();
        if (exchange == null) {
            exchange = new Http1Exchange(this);
        }
        order.add(exchange);
        return exchange;
    }

    /** Answers with an error and reads nothing more. */
    private void refuse(HttpStatus status) {
        stage = Stage.FINISHING;
        head = null;
        body.drop();
        loop.listener.onUnreadable(enqueue().begin(false), status);
    }

    /** Leaves the connection, whose first bytes are HTTP/2's preface, to the handlers of HTTP/2. */
    void becomeHttp2() {
        ChannelHandlerContext own = context();
        stage = Stage.CLOSED;
        HttpPipeline.installHttp2(own.channel(), loop);
        own.pipeline().remove(this);
        own.pipeline().remove(decoder);
    }

    /** Writes what can be written in order. */
    void onAnswered() {
        Http1Exchange first = order.peek();
        while (first != null && first.isAnswered()) {
            order.remove();
            write(first);
            spare.add(first);
            first = order.peek();
        }
        if (order.isEmpty()) {
            idleSinceNs = System.nanoTime();
            writeContinueIfDue();
            closeIfFinished();
        }
        advance();
    }

    private void write(Http1Exchange exchange) {
        ByteBuf answer = exchange.takeContent();
        if (answer == null) {
            throw new Invariant.InvariantViolation("an answered exchange has its answer");
        }
        boolean close = order.isEmpty() && stage == Stage.FINISHING;
        byte[] kept = exchange.isToldToKeep() ? Http1AnswerEncoder.KEEP : Http1AnswerEncoder.SILENT;
        encoder.encode(answer, exchange.status(), close ? Http1AnswerEncoder.CLOSE : kept, loop.date.now());
        writeLater(answer);
    }

    private void writeContinueIfDue() {
        if (continueDue && order.isEmpty()) {
            continueDue = false;
            writeLater(Unpooled.wrappedBuffer(Http1AnswerEncoder.CONTINUE));
        }
    }

    private void writeLater(ByteBuf bytes) {
        context().write(bytes, context().voidPromise());
        if (!flushDue) {
            flushDue = true;
            loop.flushes.add(this);
        }
    }

    @Override
    public void flushWritten() {
        flushDue = false;
        context().flush();
    }

    /** Closes when there is nothing more to read and nothing more to answer. */
    private void closeIfFinished() {
        if (stage != Stage.FINISHING || !order.isEmpty()) {
            return;
        }
        stage = Stage.LINGERING;
        lingerUntilNs = System.nanoTime() + loop.lingerNs;
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput());
    }

    /** Closing with input unread would reset the connection and could take the answer with it. */
    private void endOutput() {
        if (!inputEnded && context().channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            context().close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        unwritableSinceNs = changed.channel().isWritable() ? 0 : System.nanoTime();
        advance();
        loop.flushes.flushAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (stage == Stage.LINGERING) {
                triggered.close();
            }
            advance();
        } else if (event == DrainEvent.NOTICE) {
            giveNotice();
        } else if (event == DrainEvent.DRAIN) {
            finish();
        }
        loop.flushes.flushAll();
    }

    /** The next answer says that it is the last: of what is under way, or else of one request that may be on its way. */
    private void giveNotice() {
        noticeGiven = true;
        if (!order.isEmpty()) {
            finish();
        }
    }

    /** Reads no further request and closes once what is in flight is answered. */
    private void finish() {
        if (stage == Stage.READING) {
            stage = Stage.FINISHING;
            requestStartedNs = 0;
            closeIfFinished();
            readOnOrPause();
        }
    }

    @Override
    public void check(long nowNs) {
        if (stage == Stage.LINGERING) {
            if (nowNs - lingerUntilNs >= 0) {
                context().close();
            }
        } else if (unwritableSinceNs != 0) {
            if (nowNs - unwritableSinceNs > loop.requestTimeoutNs) {
                context().close();
            }
        } else if (requestStartedNs != 0) {
            if (mayRead() && nowNs - requestStartedNs > loop.requestTimeoutNs) {
                requestStartedNs = 0;
                refuse(HttpStatus.REQUEST_TIMEOUT);
                loop.flushes.flushAll();
            }
        } else if (order.isEmpty() && nowNs - idleSinceNs > loop.idleTimeoutNs) {
            finish();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.listener.onFault(cause);
        }
        caught.close();
    }

    boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    ByteBufAllocator allocator() {
        return context().alloc();
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext own = context;
        if (own == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return own;
    }
}
