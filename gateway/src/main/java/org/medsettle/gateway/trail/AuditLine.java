package org.medsettle.gateway.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail as far as the chain needs it: its number, the hash it hangs on and its own, and its text.
 *
 * <p>Threads: immutable. Invariant: {@link #of} answers only lines whose hash is that of their bytes.
 */
record AuditLine(long number, String previous, String hash, String text) {
    /** What stands between a line's content and its hash. */
    static final String HASH = ",\"hash\":\"";
    /** What stands behind the hash. */
    static final String END = "\"}\n";

    private static final Pattern FORM =
            Pattern.compile("(\\{\"n\":([0-9]{1,18}),.*,\"prev\":\"([0-9a-f]{64})\")" + HASH + "([0-9a-f]{64})\"}");

    /** The line in these bytes, its line feed not among them, or {@code null} when it is none or its hash is wrong. */
    static @Nullable AuditLine of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        byte[] hashed = parts.group(1).getBytes(StandardCharsets.UTF_8);
        AuditLine line = new AuditLine(Long.parseLong(parts.group(2)), parts.group(3), parts.group(4), text);
        return line.hash().equals(hash(hashed, hashed.length)) ? line : null;
    }

    /** SHA-256 of the first {@code length} bytes, in hex. */
    static String hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** A member's text, as it stands in the line. */
    String member(String name) {
        Matcher found =
                Pattern.compile("\"" + Pattern.quote(name) + "\":\"([^\"]*)\"").matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
