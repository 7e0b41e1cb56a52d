package org.medsettle.gateway.pos.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Whether a private key belongs to a certificate: what it signs must verify with the certificate's public key. The TLS
 * library takes any two files and fails at the first handshake.
 *
 * <p>Threads: stateless.
 */
final class KeyPairCheck {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairCheck() {}

    /** False when the key (PEM, PKCS#8) is another's. Failure: {@link GeneralSecurityException} when it is none at all. */
    static boolean belongs(Path key, X509Certificate certificate) throws IOException, GeneralSecurityException {
        String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        String algorithm = certificate.getPublicKey().getAlgorithm();
        PrivateKey own = KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Signature signature =
                Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256with" + algorithm);
        signature.initSign(own);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
