package org.medsettle.gateway.his.http;

import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The head of a request over HTTP/2. */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http2Head implements HttpRequestHead {
    private final Http2Headers headers;

    Http2Head(Http2Headers headers) {
        this.headers = headers;
    }

    @Override
    public CharSequence method() {
        return orEmpty(headers.method());
    }

    @Override
    public CharSequence path() {
        CharSequence path = orEmpty(headers.path());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                return path.subSequence(0, i);
            }
        }
        return path;
    }

    @Override
    public @Nullable CharSequence field(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    private static CharSequence orEmpty(@Nullable CharSequence text) {
        return text == null ? "" : text;
    }
}
