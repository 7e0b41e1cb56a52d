package org.medsettle.gateway.his.http;

import io.netty.util.AsciiString;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Counts a request's fields: no more than a limit in all, and of those that say where it ends and whom it is for, no second one.
 *
 * <p>Failure: {@link RequestRefusal}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class FieldCount {
    private static final int MOST = 64;
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("transfer-encoding");

    private int fields;
    private int hosts;
    private int lengths;
    private int codings;

    /** Another request begins. */
    void clear() {
        fields = 0;
        hosts = 0;
        lengths = 0;
        codings = 0;
    }

    void add(AsciiString name) {
        if (++fields > MOST) {
            throw new RequestRefusal(HttpStatus.HEADERS_TOO_LARGE);
        }
        switch (name.length()) {
            case 4 -> hosts += HOST.contentEqualsIgnoreCase(name) ? 1 : 0;
            case 14 -> lengths += CONTENT_LENGTH.contentEqualsIgnoreCase(name) ? 1 : 0;
            case 17 -> codings += TRANSFER_ENCODING.contentEqualsIgnoreCase(name) ? 1 : 0;
            default -> {}
        }
        if (hosts > 1 || lengths + codings > 1) {
            throw new RequestRefusal(HttpStatus.BAD_REQUEST);
        }
    }
}
