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
import io.netty.util.concurrent.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * The open end of one request: takes exactly one answer, has it written into the audit trail where the route wants that,
 * sends it, then, once the peer has taken it, lets the connection turn to its next request.
 *
 * <p>Threads: confined to the admin event loop. Failure: an answer to a connection that is gone is dropped; one that the trail
 * could not take is replaced by a refusal.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class Exchange {
    /** Told of every answer, for the counters. */
    @FunctionalInterface
    public interface AnswerListener {
        void answered(String route, int status);
    }

    /** Told how far the answer is, so that the connection knows whose turn it is. */
    interface Turn {
        /** The answer was written. */
        void sent();

        /** The peer has taken it, and the connection stays open. */
        void taken();
    }

    private static final int NOT_MODIFIED = 304;

    private static final Problem UNRECORDED = new Problem(
            503,
            ResultCode.FENCED,
            "the audit trail cannot be written, so this call has no answer; what it changed stands, and a repeat with the "
                    + "same Idempotency-Key is safe");

    private final ChannelHandlerContext context;
    private final String route;
    private final AnswerListener listener;
    private final Turn turn;
    private final AuditedCall audit;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Runnable afterwards = () -> {};
    private boolean isAudited;
    private boolean keepAlive;
    private boolean answered;
    private boolean taken;

    Exchange(
            ChannelHandlerContext context,
            String route,
            boolean keepAlive,
            AuditedCall audit,
            AnswerListener listener,
            Turn turn) {
        this.context = context;
        this.route = route;
        this.keepAlive = keepAlive;
        this.audit = audit;
        this.listener = listener;
        this.turn = turn;
    }

    /** Says whom or what this call concerns, for the audit trail. */
    public void concerns(AuditSubject subject) {
        audit.concerns(subject);
    }

    /** Says as which command this call has changed the ledger, for the audit trail. */
    public void changed(long sequence) {
        audit.changed(sequence);
    }

    /** Once the answer has been sent, or its client has gone, {@code next} runs; not when the trail could not take the call. */
    public void afterwards(Runnable next) {
        afterwards = next;
    }

    /** From here on, whatever the answer is, it stands in the audit trail first. */
    Exchange audited() {
        isAudited = true;
        return this;
    }

    /** False once the client has gone: long work may stop. */
    public boolean isOpen() {
        return context.channel().isActive();
    }

    /** True when the answer is decided. */
    public boolean isAnswered() {
        return answered;
    }

    /** True when the peer has taken the answer and the connection stays open. */
    boolean takesMore() {
        return taken;
    }

    /** Adds a header to the answer to come. */
    public void header(String name, String value) {
        headers.put(name, value);
    }

    /** Answers 200 with a JSON object. */
    public void json(JsonText.Fields fields) {
        answer(200, "application/json", JsonText.object(fields));
    }

    /** Answers with any status and body. */
    public void answer(int status, String contentType, byte[] body) {
        FullHttpResponse response = response(status, contentType, body);
        write(response, status, status == 200 ? ResultCode.OK.name() : "");
    }

    /** Answers with a problem document; a refusal for now says when to come again. */
    public void problem(Problem problem) {
        write(response(problem), problem.status(), problem.code().name());
    }

    private static FullHttpResponse response(Problem problem) {
        FullHttpResponse response = response(problem.status(), Problem.CONTENT_TYPE, problem.json());
        if (problem.status() == 503 || problem.status() == 429) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        if (problem.status() == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return response;
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
        write(response, 405, ResultCode.TRANSACTION_UNSUPPORTED.name());
    }

    /** Ends a call whose client has gone before its work was done; it still stands in the audit trail. */
    public void abandon() {
        write(response(499, Problem.CONTENT_TYPE, new byte[0]), 499, "CLIENT_GONE");
    }

    /** Closes the connection after the answer. */
    public Exchange closing() {
        keepAlive = false;
        return this;
    }

    private static FullHttpResponse response(int status, String contentType, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff");
        if (status == NOT_MODIFIED) {
            response.headers()
                    .remove(HttpHeaderNames.CONTENT_TYPE); // The client has it; a 304 says nothing of the body.
        } else {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return response;
    }

    private void write(FullHttpResponse response, int status, String result) {
        Invariant.check(!answered, "one answer per request");
        answered = true;
        listener.answered(route, status);
        if (isAudited) {
            audit.record(status, result, written -> context.executor().execute(() -> sendIf(written, response)));
        } else {
            send(response);
        }
    }

    private void sendIf(boolean written, FullHttpResponse response) {
        if (written) {
            send(response);
        } else {
            response.release();
            afterwards = () -> {};
            send(response(UNRECORDED));
        }
    }

    private void send(FullHttpResponse response) {
        headers.forEach(response.headers()::set);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        turn.sent();
        ChannelFuture written = context.writeAndFlush(response);
        written.addListener(sent -> afterwards.run());
        if (keepAlive) {
            written.addListener(this::onWritten);
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void onWritten(Future<? super Void> written) {
        if (written.isSuccess()) {
            taken = true;
            turn.taken();
        }
    }
}
