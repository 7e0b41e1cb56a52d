package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2CodecUtil;

/** What the bytes of a request's head say before, or after, they are decoded. Threads: stateless. */
final class HeadBytes {
    private static final ByteBuf HTTP2_PREFACE = Http2CodecUtil.connectionPrefaceBuf();
    static final int HTTP2_PREFACE_BYTES = HTTP2_PREFACE.readableBytes();

    private HeadBytes() {}

    /** Empty lines before a request line are let pass, as some clients end a body with one. */
    static void skipEmptyLines(ByteBuf in) {
        int at = in.readerIndex();
        while (in.writerIndex() - at >= 2 && in.getByte(at) == '\r' && in.getByte(at + 1) == '\n') {
            at += 2;
        }
        in.readerIndex(at);
    }

    /** True when these are the first bytes of HTTP/2's connection preface. */
    static boolean isPreface(ByteBuf in) {
        int bytes = Math.min(in.readableBytes(), HTTP2_PREFACE_BYTES);
        for (int i = 0; i < bytes; i++) {
            if (in.getByte(in.readerIndex() + i) != HTTP2_PREFACE.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /** Looks through the lines taken in: one that begins with a blank would go on with the line before it. */
    static boolean hasFoldedLine(ByteBuf in, int start) {
        int end = in.readerIndex();
        int at = start;
        while (at < end) {
            byte first = in.getByte(at);
            if (first == ' ' || first == '\t') {
                return true;
            }
            int lf = in.indexOf(at, end, (byte) '\n');
            at = lf < 0 ? end : lf + 1;
        }
        return false;
    }
}
