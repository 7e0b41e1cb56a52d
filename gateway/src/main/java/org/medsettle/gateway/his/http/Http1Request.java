package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The request at hand: put together from the decoder's objects, head first, until it is whole. One for each connection, used
 * for one request after the other.
 *
 * <p>Failure: {@link #add} answers why the request is refused; whoever asked drops it then.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Request {
    private final HttpLoop loop;
    private final HttpBody body;
    private @Nullable Http1Head head;
    private boolean whole;

    Http1Request(HttpLoop loop) {
        this.loop = loop;
        body = new HttpBody(loop);
    }

    /** Takes over what the decoder has made out; OK, or the status to refuse the request with. */
    HttpStatus add(ByteBufAllocator allocator, Object message) {
        if (message instanceof HttpStatus refusal) {
            return refusal;
        }
        return message instanceof HttpRequest request ? addHead(request) : addBody(allocator, (HttpContent) message);
    }

    private HttpStatus addHead(HttpRequest request) {
        DecoderResult result = request.decoderResult();
        if (result.isFailure()) {
            ReferenceCountUtil.release(request);
            return headRefusal(result.cause());
        }
        Http1Head read = new Http1Head(request);
        HttpStatus status = read.check(loop.limits.bodyBytesMax());
        if (status == HttpStatus.OK) {
            head = read;
        }
        return status;
    }

    private static HttpStatus headRefusal(Throwable cause) {
        if (cause instanceof RequestRefusal refusal) {
            return refusal.status();
        }
        return cause instanceof TooLongFrameException ? HttpStatus.HEADERS_TOO_LARGE : HttpStatus.BAD_REQUEST;
    }

    private HttpStatus addBody(ByteBufAllocator allocator, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            return HttpStatus.BAD_REQUEST;
        }
        boolean isLast = content instanceof LastHttpContent;
        HttpStatus status = body.add(allocator, content.content(), isLast);
        whole = isLast && head != null && status == HttpStatus.OK;
        return status;
    }

    /** True when the client waits for leave to send the body of the request that has begun. */
    boolean expectsContinue() {
        Http1Head begun = head;
        return begun != null && begun.expectsContinue();
    }

    boolean isWhole() {
        return whole;
    }

    /** Moves the body to the loop's scratch space, answers its length, and turns to the next request. */
    int end() {
        head = null;
        whole = false;
        return body.moveTo(loop.body);
    }

    /** The head; once there is one. */
    Http1Head head() {
        Http1Head begun = head;
        if (begun == null) {
            throw new Invariant.InvariantViolation("a whole request has a head");
        }
        return begun;
    }

    /** Lets everything go. */
    void drop() {
        head = null;
        whole = false;
        body.drop();
    }
}
