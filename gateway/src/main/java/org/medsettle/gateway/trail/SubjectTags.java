package org.medsettle.gateway.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.medsettle.common.ThreadSafe;

/**
 * Tags by which a subject is found again without its identity being written: the first 64 bits of HMAC-SHA256 under a secret
 * of this trail. Without the secret, nobody can try out card numbers against the trail.
 *
 * <p>Threads: any; immutable. Failure: {@link IOException} when the secret cannot be read or made.
 */
@ThreadSafe
final class SubjectTags {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int TAG_BYTES = 8;

    private final byte[] secret;

    private SubjectTags(byte[] secret) {
        this.secret = secret;
    }

    /** Tags under the secret in {@code file}, which must exist. */
    static SubjectTags read(Path file) throws IOException {
        try {
            byte[] secret = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length == SECRET_BYTES) {
                return new SubjectTags(secret);
            }
        } catch (IllegalArgumentException notHex) {
            throw new IOException(file + " is not a secret of an audit trail", notHex);
        }
        throw new IOException(file + " is not a secret of an audit trail");
    }

    /** As above; a new secret, readable by the node's user only, is made where there is none. */
    static SubjectTags readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    temporary,
                    HexFormat.of().formatHex(secret) + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(temporary, file);
        }
        return read(file);
    }

    /** The subject's tag, 16 hex digits. */
    String of(AuditSubject subject) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] whole = mac.doFinal(subject.identity().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, TAG_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
