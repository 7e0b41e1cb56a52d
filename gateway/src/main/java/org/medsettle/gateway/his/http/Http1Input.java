package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The bytes of one HTTP/1.1 connection that no request was made of yet, and how far the request at hand has come.
 *
 * <p>Invariant: a body is handed over in the loop's shared {@link HttpLoop#body}, whole, or not at all.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Input {
    /** What {@link #step} has come to. */
    enum Step {
        /** Bytes are missing. */
        MORE,
        /** The head is there and says what follows. */
        HEAD,
        /** A request is whole: {@link #head()} and {@link #bodyLength()}. */
        REQUEST,
        /** Refused with {@link #status()}. */
        REFUSED,
        /** The connection speaks HTTP/2 from its first byte on. */
        HTTP2
    }

    private enum Stage {
        HEAD,
        FIXED_BODY,
        CHUNKED_BODY
    }

    private final HttpLoop loop;
    private final Http1Head head = new Http1Head();
    private final Http1HeadScanner scanner = new Http1HeadScanner();
    private final Http1Chunks chunks = new Http1Chunks();
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private @Nullable ByteBuf chunkedBody;
    private Stage stage = Stage.HEAD;
    private HttpStatus status = HttpStatus.OK;
    private int bodyLength;

    Http1Input(HttpLoop loop) {
        this.loop = loop;
    }

    /** Takes more bytes over. */
    void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
    }

    boolean isReadable() {
        return bytes.isReadable();
    }

    /** True between the first byte of a request and its last. */
    boolean isInRequest() {
        return stage != Stage.HEAD || bytes.isReadable();
    }

    Http1Head head() {
        return head;
    }

    int bodyLength() {
        return bodyLength;
    }

    HttpStatus status() {
        return status;
    }

    /** Goes one step on. */
    Step step(ByteBufAllocator allocator) {
        return switch (stage) {
            case HEAD -> readHead();
            case FIXED_BODY -> readFixedBody();
            case CHUNKED_BODY -> readChunkedBody(allocator);
        };
    }

    private Step readHead() {
        int length = scanner.scan(bytes, loop.limits.headBytesMax());
        if (length == Http1HeadScanner.MORE) {
            return Step.MORE;
        }
        if (length < 0) {
            return refuse(length == Http1HeadScanner.TOO_LARGE ? HttpStatus.HEADERS_TOO_LARGE : HttpStatus.BAD_REQUEST);
        }
        bytes.getBytes(bytes.readerIndex(), head.room(length), 0, length);
        HttpStatus parsed = head.parse(length);
        if (parsed != HttpStatus.OK) {
            return refuse(parsed);
        }
        if (head.isHttp2Preface()) {
            return Step.HTTP2;
        }
        bytes.skipBytes(length);
        if (head.isChunked()) {
            chunks.begin();
            stage = Stage.CHUNKED_BODY;
            return Step.HEAD;
        }
        if (head.contentLength() > loop.limits.bodyBytesMax()) {
            return refuse(HttpStatus.CONTENT_TOO_LARGE);
        }
        stage = Stage.FIXED_BODY;
        return Step.HEAD;
    }

    private Step readFixedBody() {
        int length = (int) head.contentLength();
        if (bytes.readableBytes() < length) {
            return Step.MORE;
        }
        bytes.readBytes(loop.body, 0, length);
        return whole(length);
    }

    private Step readChunkedBody(ByteBufAllocator allocator) {
        ByteBuf body = chunkedBody;
        if (body == null) {
            body = allocator.buffer();
            chunkedBody = body;
        }
        return switch (chunks.read(bytes, body, loop.limits.bodyBytesMax())) {
            case MORE -> Step.MORE;
            case MALFORMED -> refuse(HttpStatus.BAD_REQUEST);
            case TOO_LARGE -> refuse(HttpStatus.CONTENT_TOO_LARGE);
            case DONE -> {
                int length = body.readableBytes();
                body.readBytes(loop.body, 0, length);
                dropChunkedBody();
                yield whole(length);
            }
        };
    }

    private Step whole(int length) {
        bodyLength = length;
        stage = Stage.HEAD;
        return Step.REQUEST;
    }

    private Step refuse(HttpStatus refusal) {
        status = refusal;
        return Step.REFUSED;
    }

    /** Lets a buffer go that holds nothing more. */
    void trim() {
        if (!bytes.isReadable()) {
            bytes.release();
            bytes = Unpooled.EMPTY_BUFFER;
        }
    }

    /** Hands over the bytes not used yet. */
    ByteBuf take() {
        ByteBuf taken = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** Lets everything go. */
    void drop() {
        take().release();
        dropChunkedBody();
    }

    private void dropChunkedBody() {
        ByteBuf body = chunkedBody;
        if (body != null) {
            body.release();
            chunkedBody = null;
        }
    }
}
