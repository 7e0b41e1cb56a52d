package org.medsettle.gateway.his.http;

/**
 * What one connection may ask for.
 *
 * @param headBytesMax request line and header fields
 * @param bodyBytesMax request body
 * @param inFlightMax requests of one connection without an answer; then reading pauses
 * @param requestTimeoutMs from the first byte of a request to its last, and longest wait for a peer that does not read
 * @param idleTimeoutMs longest silence between requests
 * @param lingerMs how long a refused connection is still read from, so that its answer is not lost
 */
public record HttpLimits(
        int headBytesMax, int bodyBytesMax, int inFlightMax, long requestTimeoutMs, long idleTimeoutMs, long lingerMs) {
    public HttpLimits {
        if (headBytesMax < 256 || bodyBytesMax < 1 || inFlightMax < 1) {
            throw new IllegalArgumentException("headBytesMax, bodyBytesMax or inFlightMax too small");
        }
        if (requestTimeoutMs < 1 || idleTimeoutMs < 1 || lingerMs < 0) {
            throw new IllegalArgumentException("a timeout is not positive");
        }
    }
}
