package org.medsettle.gateway.transport;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection was closed before its handshake was done, as far as it can be told from this side.
 *
 * <p>Threads: immutable.
 */
public enum HandshakeFailure {
    /** What came is no TLS. */
    NOT_TLS,
    /** The peer's certificate is missing, has ended, or none of our authorities has signed it. */
    CERTIFICATE,
    /** A good certificate, which speaks for nobody here. */
    UNKNOWN_CERTIFICATE,
    /** The peer did not go on in time. */
    TIMEOUT,
    /** The peer went away. */
    CLOSED,
    /** No version or cipher in common, our certificate refused by the peer, or a broken message. */
    PROTOCOL;

    private static final int MAX_CAUSES = 8;

    /** The failure that an exception of the TLS handler stands for. */
    public static HandshakeFailure of(@Nullable Throwable cause) {
        Throwable at = cause;
        for (int i = 0; i < MAX_CAUSES && at != null; i++) {
            if (at instanceof NotSslRecordException) {
                return NOT_TLS;
            } else if (at instanceof SslHandshakeTimeoutException) {
                return TIMEOUT;
            } else if (at instanceof ClosedChannelException) {
                return CLOSED;
            } else if (at instanceof GeneralSecurityException || isCertificateMissing(at)) {
                return CERTIFICATE;
            }
            at = at.getCause();
        }
        return PROTOCOL;
    }

    /** The JDK has no type for it. */
    private static boolean isCertificateMissing(Throwable cause) {
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).contains("client certificate chain");
    }

    /** As the metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
