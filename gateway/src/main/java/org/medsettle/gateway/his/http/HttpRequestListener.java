package org.medsettle.gateway.his.http;

/**
 * Takes the requests of one event loop. Every call is answered by exactly one {@link HttpExchange#answer}, now or later;
 * answers of one connection leave in the order of their requests.
 *
 * <p>Threads: the event loop.
 */
public interface HttpRequestListener {
    /** A whole request; {@code head} and the first {@code length} bytes of {@code body} are valid until this returns. */
    void onRequest(HttpExchange exchange, HttpRequestHead head, byte[] body, int length);

    /** Something that is no request we read; after the answer with this status the connection closes. */
    void onUnreadable(HttpExchange exchange, HttpStatus status);

    /** A peer did not finish its request or take its answer in time; a stream of HTTP/2 is being reset for it. */
    void onSlowStream();

    /** The same, and the whole connection is being closed. */
    void onSlowConnection();

    /** Something threw; the connection is being closed. */
    void onFault(Throwable fault);
}
