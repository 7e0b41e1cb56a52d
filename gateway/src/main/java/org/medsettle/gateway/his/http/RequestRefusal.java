package org.medsettle.gateway.his.http;

import java.io.Serial;

/**
 * Thrown inside the codec, where a refusal has no other way out, and caught by it: what the client is answered. Has no
 * stack trace, since hostile clients could ask for one as often as they like. Threads: immutable.
 */
final class RequestRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    RequestRefusal(HttpStatus status) {
        super(status.reason(), null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
