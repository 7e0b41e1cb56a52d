package org.medsettle.gateway.his.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Request line and header fields of an HTTP/1.1 request, and the rules of the door about them that Netty does not have.
 *
 * <p>Invariant: the framing of what {@link #check} lets pass is either a Content-Length or {@code Transfer-Encoding:
 * chunked}, or there is no body; {@link Http1RequestDecoder} has seen to it that there is one of them at most.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Head implements HttpRequestHead {
    private static final int CONTENT_LENGTH_DIGITS_MAX = 15;
    private static final String[] SCHEMES = {"http://", "https://"};

    private final HttpRequest request;
    private final String path;

    Http1Head(HttpRequest request) {
        this.request = request;
        path = path(request.uri());
    }

    /** The path of a target in origin form, or in the absolute form that proxies use. */
    private static String path(String target) {
        int start = 0;
        for (String scheme : SCHEMES) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                start = scheme.length();
                while (start < target.length() && target.charAt(start) != '/') {
                    start++;
                }
            }
        }
        int end = start;
        while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
            end++;
        }
        return target.substring(start, end);
    }

    /** OK, or the status to refuse the request with before its body comes. */
    HttpStatus check(int bodyBytesMax) {
        HttpHeaders headers = request.headers();
        if (!isFramedOneWay(headers) || (isVersion11() && !headers.contains(HttpHeaderNames.HOST))) {
            return HttpStatus.BAD_REQUEST;
        }
        if (!holdsOnly(headers, HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE)) {
            return HttpStatus.EXPECTATION_FAILED;
        }
        if (!holdsOnly(headers, HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY)) {
            return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
        }
        return contentLength() > bodyBytesMax ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK;
    }

    private static boolean isFramedOneWay(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            return length.length() <= CONTENT_LENGTH_DIGITS_MAX && isDigits(length);
        }
        // Netty takes the eight bytes behind an old WebSocket handshake for its body, which no length announces.
        return holdsOnly(headers, HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                && !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** True when there is no field of this name, or each has this value, in any case of letters. */
    private static boolean holdsOnly(HttpHeaders headers, AsciiString name, AsciiString value) {
        if (headers.contains(name)) {
            for (String each : headers.getAll(name)) {
                if (!value.contentEqualsIgnoreCase(each)) {
                    return false;
                }
            }
        }
        return true;
    }

    private long contentLength() {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private boolean isVersion11() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    boolean expectsContinue() {
        return isVersion11() && request.headers().contains(HttpHeaderNames.EXPECT);
    }

    boolean keepAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    /** True for a client of HTTP/1.0 that asks to go on: it believes so only when the answer says so. */
    boolean mustBeToldToKeep() {
        return keepAlive() && !isVersion11();
    }

    @Override
    public CharSequence method() {
        return request.method().name();
    }

    @Override
    public CharSequence path() {
        return path;
    }

    @Override
    public @Nullable CharSequence field(String lowerCaseName) {
        return request.headers().get(lowerCaseName);
    }
}
