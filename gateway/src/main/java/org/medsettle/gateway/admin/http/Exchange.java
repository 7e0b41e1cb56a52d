package org.medsettle.gateway.admin.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The open end of one request: takes exactly one answer, then lets the connection turn to its next request.
 *
 * <p>Threads: confined to the admin event loop. Failure: an answer to a connection that is gone is dropped.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class Exchange {
    /** Told of every answer, for the counters. */
    @FunctionalInterface
    public interface AnswerListener {
        void answered(String route, int status);
    }

    private final ChannelHandlerContext context;
    private final String route;
    private final AnswerListener listener;
    private final Runnable next;
    private boolean keepAlive;
    private boolean answered;

    Exchange(ChannelHandlerContext context, String route, boolean keepAlive, AnswerListener listener, Runnable next) {
        this.context = context;
        this.route = route;
        this.keepAlive = keepAlive;
        this.listener = listener;
        this.next = next;
    }

    /** False once the client has gone: long work may stop. */
    public boolean isOpen() {
        return context.channel().isActive();
    }

    public boolean isAnswered() {
        return answered;
    }

    /** True when the answer is out and the connection stays open. */
    boolean takesMore() {
        return answered && keepAlive;
    }

    /** Answers 200 with a JSON object. */
    public void json(JsonText.Fields fields) {
        answer(200, "application/json", JsonText.object(fields));
    }

    /** Answers with any status and body. */
    public void answer(int status, String contentType, byte[] body) {
        FullHttpResponse response = response(status, contentType, body);
        write(response, status);
    }

    /** Answers with a problem document; a refusal for now says when to come again. */
    public void problem(Problem problem) {
        FullHttpResponse response = response(problem.status(), Problem.CONTENT_TYPE, problem.json());
        if (problem.status() == 503 || problem.status() == 429) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        if (problem.status() == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        write(response, problem.status());
    }

    /** Answers with the problem that belongs to a code. */
    public void problem(ResultCode code, String detail) {
        problem(Problem.of(code, detail));
    }

    /** Answers 405 and the methods that would do. */
    void wrongMethod(String allowed) {
        FullHttpResponse response = response(
                405,
                Problem.CONTENT_TYPE,
                new Problem(405, ResultCode.TRANSACTION_UNSUPPORTED, "use " + allowed).json());
        response.headers().set(HttpHeaderNames.ALLOW, allowed);
        write(response, 405);
    }

    /** Closes the connection after the answer. */
    Exchange closing() {
        keepAlive = false;
        return this;
    }

    private static FullHttpResponse response(int status, String contentType, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }

    private void write(FullHttpResponse response, int status) {
        Invariant.check(!answered, "one answer per request");
        answered = true;
        listener.answered(route, status);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ChannelFuture written = context.writeAndFlush(response);
        if (keepAlive) {
            next.run();
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
