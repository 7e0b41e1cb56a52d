package org.medsettle.gateway.his.http;

/**
 * What one connection may ask for, and what its peer may leave lying.
 *
 * <p>A peer that does not take its answers has {@code requestTimeoutMs} for each; then a stream of HTTP/2 is reset, and a
 * connection that has taken nothing in that time is closed. Until then at most {@code inFlightMax} answers are kept for it.
 *
 * @param headBytesMax request line and header fields
 * @param bodyBytesMax request body
 * @param bodiesBytesMax unfinished request bodies of all connections of one event loop together
 * @param inFlightMax requests of one connection without an answer; then reading pauses
 * @param requestTimeoutMs from the first byte of a request to its last, and from an answer to its last byte taken
 * @param idleTimeoutMs longest silence between requests
 * @param lingerMs how long a refused connection is still read from, so that its answer is not lost
 */
public record HttpLimits(
        int headBytesMax,
        int bodyBytesMax,
        long bodiesBytesMax,
        int inFlightMax,
        long requestTimeoutMs,
        long idleTimeoutMs,
        long lingerMs) {
    public HttpLimits {
        if (headBytesMax < 256 || bodyBytesMax < 1 || inFlightMax < 1) {
            throw new IllegalArgumentException("headBytesMax, bodyBytesMax or inFlightMax too small");
        }
        if (bodiesBytesMax < bodyBytesMax) {
            throw new IllegalArgumentException("bodiesBytesMax is less than one body");
        }
        if (requestTimeoutMs < 1 || idleTimeoutMs < 1 || lingerMs < 0) {
            throw new IllegalArgumentException("a timeout is not positive");
        }
    }
}
