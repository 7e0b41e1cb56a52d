package org.medsettle.gateway.config;

/**
 * The admin and operations door: address, bounds, the token that calls must carry ({@code ""} for none), and how many
 * inquiries about cards an operator may make in a minute.
 *
 * <p>Units: bytes, milliseconds. Port 0 means any free one.
 */
public record AdminConfig(
        String host,
        int port,
        int maxConnections,
        int maxBodyBytes,
        long idleTimeoutMs,
        long replyTimeoutMs,
        String token,
        int inquiriesPerMinute) {

    /** The token is a secret and is not shown. */
    @Override
    public String toString() {
        return "AdminConfig[" + host + ":" + port + "]";
    }
}
