package org.medsettle.gateway.pos.security;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.transport.ConnectionOpener;
import org.medsettle.gateway.transport.ConnectionSecurity;
import org.medsettle.gateway.transport.HandshakeFailure;

/**
 * TLS 1.2 and 1.3 with a client certificate that stands in the file of certificates; its rights go with the connection.
 *
 * <p>Threads: any event loop. Units: milliseconds. Failure: a peer without such a certificate, or one that is slow to
 * shake hands, is closed unopened.
 */
@ThreadSafe
public final class CertificateTls implements ConnectionSecurity {
    private static final long HANDSHAKE_TIMEOUT_MS = 5_000;

    private final SslContext context;
    private final Map<String, PeerRights> rights;
    private final long endsMs;

    private CertificateTls(SslContext context, Map<String, PeerRights> rights, long endsMs) {
        this.context = context;
        this.rights = Map.copyOf(rights);
        this.endsMs = endsMs;
    }

    /** TLS with the server's own chain and key (PEM, PKCS#8), and the authorities that sign clients' certificates. */
    public static CertificateTls open(Path chain, Path key, Path authorities, Map<String, PeerRights> rights)
            throws IOException {
        try {
            SslContext context = SslContextBuilder.forServer(chain.toFile(), key.toFile())
                    .trustManager(authorities.toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            X509Certificate own = first(chain);
            if (!KeyPairCheck.belongs(key, own)) {
                throw new IllegalArgumentException("the key does not belong to the certificate");
            }
            return new CertificateTls(
                    context, rights, own.getNotAfter().toInstant().toEpochMilli());
        } catch (SSLException | GeneralSecurityException | IllegalArgumentException failed) {
            throw new IOException(
                    "TLS of the POS door (" + chain + ", " + key + ", " + authorities + "): " + failed.getMessage(),
                    failed);
        }
    }

    /** The chain's first certificate is the door's own. */
    private static X509Certificate first(Path chain) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(chain)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** When the door's own certificate ends, epoch seconds. */
    public double endsSeconds() {
        return endsMs / (double) TimeUnit.SECONDS.toMillis(1);
    }

    @Override
    public void secure(Channel channel, ConnectionOpener opener) {
        SslHandler tls = context.newHandler(channel.alloc());
        tls.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MS);
        channel.pipeline().addLast(tls, new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext from, Object event) throws Exception {
                if (event instanceof SslHandshakeCompletionEvent done) {
                    PeerRights own = done.isSuccess() ? rightsOf(tls) : null;
                    if (own == null) {
                        opener.failed(
                                done.isSuccess()
                                        ? HandshakeFailure.UNKNOWN_CERTIFICATE
                                        : HandshakeFailure.of(done.cause()));
                        from.close();
                        return;
                    }
                    channel.attr(PeerRights.OF_CONNECTION).set(own);
                    opener.open(channel, ConnectionOpener.NOT_NEGOTIATED);
                    from.pipeline().remove(this);
                    return;
                }
                super.userEventTriggered(from, event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
                from.close();
            }
        });
    }

    private @Nullable PeerRights rightsOf(SslHandler tls) {
        try {
            return rights.get(fingerprint(
                    tls.engine().getSession().getPeerCertificates()[0].getEncoded()));
        } catch (SSLPeerUnverifiedException none) {
            return null;
        } catch (GeneralSecurityException unreadable) {
            return null;
        }
    }

    private static String fingerprint(byte[] certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }
}
