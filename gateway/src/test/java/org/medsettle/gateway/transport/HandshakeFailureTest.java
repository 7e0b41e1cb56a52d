package org.medsettle.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is told of a failed handshake, by the exception that Netty or the JDK has for it. */
class HandshakeFailureTest {
    @Test
    void shouldTellWhatFailed() {
        assertEquals(HandshakeFailure.NOT_TLS, HandshakeFailure.of(new NotSslRecordException("hello")));
        assertEquals(
                HandshakeFailure.NOT_TLS,
                HandshakeFailure.of(new DecoderException(new NotSslRecordException("wrapped"))));
        assertEquals(HandshakeFailure.TIMEOUT, HandshakeFailure.of(new SslHandshakeTimeoutException("5 s")));
        assertEquals(HandshakeFailure.CLOSED, HandshakeFailure.of(new ClosedChannelException()));
        assertEquals(
                HandshakeFailure.CERTIFICATE,
                HandshakeFailure.of(
                        new SSLHandshakeException("bad").initCause(new CertificateExpiredException("ended"))));
        assertEquals(
                HandshakeFailure.CERTIFICATE,
                HandshakeFailure.of(new SSLHandshakeException("Empty client certificate chain")));
        assertEquals(
                HandshakeFailure.PROTOCOL,
                HandshakeFailure.of(new SSLHandshakeException("no cipher suites in common")));
        assertEquals(HandshakeFailure.PROTOCOL, HandshakeFailure.of(null));
    }

    @Test
    void shouldEndWhenCausesGoInACircle() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));

        assertEquals(HandshakeFailure.PROTOCOL, HandshakeFailure.of(one));
    }
}
