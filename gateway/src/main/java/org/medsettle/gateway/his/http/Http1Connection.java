package org.medsettle.gateway.his.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Watched;

/**
 * One HTTP/1.1 connection: what is read becomes requests, requests get their answers, and reading pauses while too many are
 * under way. How a request is put together stands in {@link Http1Request}, in which order answers leave in
 * {@link Http1Answers}, what the peer has how much time for in {@link Http1Deadlines}, how it all ends in {@link Http1Ending}.
 *
 * <p>A connection with {@code inFlightMax} unanswered requests, or one that does not read its answers, is not read from
 * until that changes; nothing is dropped. After something that cannot be read as a request nothing further is read as
 * one: earlier requests are answered, then the error is, then the connection closes.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Connection extends ChannelInboundHandlerAdapter implements Watched {
    private final HttpLoop loop;
    private final ConnectionBudget budget = new ConnectionBudget();
    private final Http1RequestDecoder decoder;
    private final Http1Request request;
    private final Http1Answers answers;
    private final Http1Deadlines deadlines;
    private final Http1Ending ending = new Http1Ending();
    private @Nullable ChannelHandlerContext context;

    Http1Connection(HttpLoop loop) {
        this.loop = loop;
        decoder = new Http1RequestDecoder(this, loop.limits);
        request = new Http1Request(loop);
        answers = new Http1Answers(loop, this);
        deadlines = new Http1Deadlines(loop);
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
        loop.watch.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.watch.remove(this);
        request.drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        ending.onClosed();
        answers.drop();
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!ending.isReading()) {
            ReferenceCountUtil.release(message);
            return;
        }
        HttpStatus status = request.add(from.alloc(), message);
        if (status != HttpStatus.OK) {
            refuse(status);
        } else if (request.isWhole()) {
            dispatch();
        } else if (request.expectsContinue() && message instanceof HttpRequest && !decoder.hasBytes()) {
            answers.writeContinue(from);
        }
    }

    private void dispatch() {
        Http1Head head = request.head();
        ending.onRequest(head.keepAlive());
        int length = request.end();
        deadlines.onRequestEnd();
        answers.cancelContinue();
        loop.listener.onRequest(answers.enqueue(head.mustBeToldToKeep()), head, loop.body, length);
    }

    /** Answers with an error and reads nothing more. */
    private void refuse(HttpStatus status) {
        ending.finish();
        request.drop();
        loop.listener.onUnreadable(answers.enqueue(false), status);
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
        if (ending.isClosed()) {
            return;
        }
        deadlines.onDecoded(ending.isReading() && decoder.isInRequest());
        if (ending.hasInputEnded() && mayRead()) {
            finish();
        }
        readOnOrPause();
    }

    /** True while more is to be read as requests, now or later. */
    boolean isReading() {
        return ending.isReading();
    }

    /** True while one more request may be under way. */
    boolean mayRead() {
        return ending.isReading()
                && answers.underWay() < loop.limits.inFlightMax()
                && context().channel().isWritable();
    }

    private void readOnOrPause() {
        Channel channel = context().channel();
        boolean on = !ending.isReading() || mayRead();
        if (channel.isOpen() && channel.config().isAutoRead() != on) {
            deadlines.onPauseOrReadOn();
            channel.config().setAutoRead(on);
        }
    }

    /** Leaves the connection, whose first bytes are HTTP/2's preface, to the handlers of HTTP/2. */
    void becomeHttp2() {
        ChannelHandlerContext own = context();
        ending.onClosed();
        HttpPipeline.installHttp2(own.channel(), loop);
        own.pipeline().remove(this);
        own.pipeline().remove(decoder);
    }

    /** An exchange of this connection has its answer. */
    void onAnswered() {
        answers.writeReady(context(), ending.isFinishing());
        if (answers.allWritten()) {
            deadlines.onIdle();
            closeIfFinished();
        }
        advance();
    }

    /** Closes when there is nothing more to read and nothing more to answer. */
    private void closeIfFinished() {
        if (ending.isFinishing() && answers.allWritten()) {
            deadlines.onLinger();
            ending.linger(context());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        deadlines.onWritability(changed.channel().isWritable());
        advance();
        loop.flushes.flushAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ending.onInputEnded(triggered);
            advance();
        } else if (event == DrainEvent.NOTICE) {
            // The next answer says that it is the last: of what is under way, or of one request that may still come.
            ending.onNotice();
            if (!answers.allWritten()) {
                finish();
            }
        } else if (event == DrainEvent.DRAIN) {
            finish();
        }
        loop.flushes.flushAll();
    }

    /** Reads no further request and closes once what is in flight is answered. */
    private void finish() {
        if (ending.isReading()) {
            ending.finish();
            deadlines.onRequestEnd();
            closeIfFinished();
            readOnOrPause();
        }
    }

    @Override
    public void check(long nowNs) {
        switch (deadlines.passed(nowNs, mayRead(), answers.allWritten())) {
            case NONE -> {}
            case LINGERING -> context().close();
            case READING_ANSWERS -> {
                loop.listener.onSlowConnection();
                context().close();
            }
            case FINISHING_REQUEST -> {
                deadlines.onRequestEnd();
                loop.listener.onSlowConnection();
                refuse(HttpStatus.REQUEST_TIMEOUT);
                loop.flushes.flushAll();
            }
            case NEXT_REQUEST -> finish();
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
        return ending.isClosed();
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "in a pipeline");
    }
}
