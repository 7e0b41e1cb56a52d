package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Flushable;
import org.medsettle.gateway.transport.Watched;

/**
 * One HTTP/1.1 connection: bytes to requests, answers to bytes, in the order of the requests.
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
    private final Http1Input input;
    private final Http1AnswerEncoder encoder = new Http1AnswerEncoder();
    private final ArrayDeque<Http1Exchange> order = new ArrayDeque<>();
    private final ArrayDeque<Http1Exchange> spare = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private Stage stage = Stage.READING;
    private boolean advancing;
    private boolean flushDue;
    private boolean continueDue;
    private boolean inputEnded;
    private boolean served;
    private long requestStartedNs;
    private long idleSinceNs;
    private long unwritableSinceNs;
    private long lingerUntilNs;

    Http1Connection(HttpLoop loop) {
        this.loop = loop;
        input = new Http1Input(loop);
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
        input.drop();
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
        ByteBuf bytes = (ByteBuf) message;
        if (stage != Stage.READING) {
            bytes.release();
            return;
        }
        input.add(from.alloc(), bytes);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes.flushAll();
    }

    /** Reads as many requests as there are and as may be under way. */
    private void advance() {
        if (advancing || stage == Stage.CLOSED) {
            return;
        }
        advancing = true;
        try {
            while (mayRead() && input.isInRequest() && step()) {
                // The next request of the same bytes.
            }
        } finally {
            advancing = false;
        }
        input.trim();
        noteRequestStart();
        if (inputEnded && mayRead()) {
            finish();
        }
        readOnOrPause();
    }

    private boolean mayRead() {
        return stage == Stage.READING
                && order.size() < loop.limits.inFlightMax()
                && context().channel().isWritable();
    }

    private void noteRequestStart() {
        if (stage != Stage.READING || !input.isInRequest()) {
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

    private boolean step() {
        Http1Input.Step step = input.step(context().alloc());
        switch (step) {
            case MORE -> {}
            case HEAD -> {
                continueDue = input.head().expectsContinue() && !input.isReadable();
                writeContinueIfDue();
            }
            case REQUEST -> dispatch();
            case REFUSED -> refuse(input.status());
            case HTTP2 -> becomeHttp2();
        }
        return step == Http1Input.Step.HEAD || step == Http1Input.Step.REQUEST;
    }

    private void dispatch() {
        boolean last = !input.head().keepAlive();
        if (last) {
            stage = Stage.FINISHING;
        }
        requestStartedNs = 0;
        continueDue = false;
        served = true;
        loop.listener.onRequest(enqueue(), input.head(), loop.body, input.bodyLength());
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
        input.drop();
        loop.listener.onUnreadable(enqueue(), status);
    }

    private void becomeHttp2() {
        if (served) {
            refuse(HttpStatus.BAD_REQUEST);
            return;
        }
        ChannelHandlerContext own = context();
        ByteBuf preface = input.take();
        stage = Stage.FINISHING;
        HttpPipeline.installHttp2(own.channel(), loop);
        own.fireChannelRead(preface);
        own.pipeline().remove(this);
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
        encoder.encode(answer, exchange.status(), close, loop.date.now());
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
        } else if (event == DrainEvent.DRAIN) {
            finish();
        }
        loop.flushes.flushAll();
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
