package org.medsettle.gateway.cli.demo;

/** The demo cannot go on: the node does not come up, or does not answer in time. The message says what to look at. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
