package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Netty's decoder, set to its strictest, with the rules it does not have: one blank between the words of a request line, no
 * folded lines, no lone CR or LF before a request, no second Host, Content-Length or Transfer-Encoding in any version, no
 * trailer fields, one limit for request line and fields together.
 *
 * <p>It decodes only while its connection wants requests, so what waits stays as bytes; after a refusal it drops them. Fires
 * Netty's objects, and an {@link HttpStatus} for what it refuses itself.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1RequestDecoder extends HttpRequestDecoder {
    private static final int VERSION_CHARS = 8;

    private enum Stage {
        /** Nothing of the next request was taken in. */
        START,
        FIELDS,
        BODY
    }

    private final Http1Connection connection;
    private final int headBytesMax;
    private final FieldCount fields = new FieldCount();
    private @Nullable ChannelHandlerContext context;
    private Stage stage = Stage.START;
    private boolean decoding;
    private boolean begun;
    private int wordEnd;
    private int headBytes;

    Http1RequestDecoder(Http1Connection connection, HttpLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytesMax())
                .setMaxHeaderSize(limits.headBytesMax())
                .setMaxChunkSize(limits.bodyBytesMax())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setValidateHeaders(true));
        this.connection = connection;
        headBytesMax = limits.headBytesMax();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** True between the first byte of a request and its last. */
    boolean isInRequest() {
        return stage != Stage.START || hasBytes();
    }

    /** True while there are bytes that were not decoded. */
    boolean hasBytes() {
        return actualReadableBytes() > 0;
    }

    /** Decodes what waited for the connection to want requests again. */
    void resume() throws Exception {
        ChannelHandlerContext own = context;
        if (own == null || decoding) {
            return;
        }
        if (hasBytes()) {
            channelRead(own, Unpooled.EMPTY_BUFFER);
        } else {
            connection.onDecoded();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) throws Exception {
        decoding = true;
        try {
            super.channelRead(from, bytes);
        } finally {
            decoding = false;
        }
        connection.onDecoded();
    }

    /** Netty's would read on by itself when nothing came out, and so past a connection that pauses. */
    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        discardSomeReadBytes();
        from.fireChannelReadComplete();
    }

    /** Netty's would drop the requests that wait when a client that has said all closes its half. */
    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            triggered.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(triggered, event);
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext from, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes()); // half a request is none
    }

    @Override
    protected void decode(ChannelHandlerContext from, ByteBuf in, List<Object> out) throws Exception {
        if (!connection.isReading()) {
            in.skipBytes(in.readableBytes());
        } else if (!connection.mayRead()) {
            return;
        } else if (stage == Stage.BODY) {
            super.decode(from, in, out);
        } else if (stage == Stage.FIELDS || begins(in, out)) {
            decodeHead(from, in, out);
        }
        if (!out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent) {
            stage = Stage.START;
        }
    }

    /** Looks at the bytes before a request line; false when there is none to decode. */
    private boolean begins(ByteBuf in, List<Object> out) {
        HeadBytes.skipEmptyLines(in);
        if (!in.isReadable()) {
            return false;
        }
        int at = in.readerIndex();
        byte first = in.getByte(at);
        if (first == '\n' || (first == '\r' && in.readableBytes() > 1)) {
            refuse(in, out, HttpStatus.BAD_REQUEST);
            return false;
        }
        if (first == '\r') {
            return false;
        }
        if (!begun && first == 'P' && HeadBytes.isPreface(in)) {
            if (in.readableBytes() >= HeadBytes.HTTP2_PREFACE_BYTES) {
                connection.becomeHttp2();
            }
            return false;
        }
        begun = true;
        headBytes = 0;
        fields.clear();
        return true;
    }

    private void decodeHead(ChannelHandlerContext from, ByteBuf in, List<Object> out) throws Exception {
        int start = in.readerIndex();
        super.decode(from, in, out);
        if (!out.isEmpty() && ((HttpObject) out.get(0)).decoderResult().isFailure()) {
            return;
        }
        headBytes += in.readerIndex() - start;
        boolean whole = !out.isEmpty();
        if (headBytes + (whole ? 0 : in.readableBytes()) > headBytesMax) {
            refuse(in, out, HttpStatus.HEADERS_TOO_LARGE);
        } else if (HeadBytes.hasFoldedLine(in, start)) {
            refuse(in, out, HttpStatus.BAD_REQUEST);
        } else if (whole) {
            stage = Stage.BODY;
        }
    }

    private static void refuse(ByteBuf in, List<Object> out, HttpStatus status) {
        in.skipBytes(in.readableBytes());
        out.clear();
        out.add(status);
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        wordEnd = start + length;
        if (start != 0) {
            throw new RequestRefusal(HttpStatus.BAD_REQUEST);
        }
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        checkBlank(line, start);
        for (int i = start; i < start + length; i++) {
            if (line[i] <= ' ' || line[i] == 0x7F) { // beyond ASCII is negative
                throw new RequestRefusal(HttpStatus.BAD_REQUEST);
            }
        }
        wordEnd = start + length;
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        checkBlank(line, start);
        if (length != VERSION_CHARS) {
            throw new RequestRefusal(HttpStatus.BAD_REQUEST);
        }
        String version = super.splitThirdWordInitialLine(line, start, length);
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new RequestRefusal(HttpStatus.VERSION_NOT_SUPPORTED);
        }
        return version;
    }

    private void checkBlank(byte[] line, int start) {
        if (start != wordEnd + 1 || line[wordEnd] != ' ') {
            throw new RequestRefusal(HttpStatus.BAD_REQUEST);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] requestLine) throws Exception {
        HttpMessage message = super.createMessage(requestLine);
        stage = Stage.FIELDS;
        return message;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (stage == Stage.BODY || length == 0) { // a trailer field
            throw new RequestRefusal(HttpStatus.BAD_REQUEST);
        }
        AsciiString name = super.splitHeaderName(line, start, length);
        fields.add(name);
        return name;
    }
}
