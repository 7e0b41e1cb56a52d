package org.medsettle.gateway.admin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Door;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * Who changes something, and under which key: the headers that every changing call carries.
 *
 * <p>Threads: stateless. Failure: the missing or malformed header is answered here, and the caller gets nothing.
 */
final class Operators {
    private static final int KEY_MAX_CHARS = 128;

    private Operators() {}

    /** The operator of a call, or {@code null} when the call has been refused. */
    static @Nullable String of(AdminCall call, Exchange exchange) {
        String operator = call.header(AdminCall.OPERATOR);
        if (!isName(operator)) {
            exchange.problem(
                    operator.isEmpty() ? ResultCode.FIELD_MISSING : ResultCode.FIELD_INVALID,
                    "send the header " + AdminCall.OPERATOR + " with your operator number, 1 to "
                            + KeyedBody.OPERATOR_MAX_CHARS + " ASCII characters, and no citizen id");
            return null;
        }
        return operator;
    }

    /** True for a text that may name an operator. */
    static boolean isName(String text) {
        return AdminCall.isOperator(text);
    }

    /** Writes head and key of a keyed command. Answers false when the call has been refused for want of a key. */
    static boolean writeHead(AdminCall call, KeyedBody body, Exchange exchange) {
        return writeHead(call, "", body, exchange);
    }

    /** The same for a command that names an institution. */
    static boolean writeHead(AdminCall call, String institution, KeyedBody body, Exchange exchange) {
        String key = call.header(AdminCall.IDEMPOTENCY_KEY);
        if (!isVisibleAscii(key, KEY_MAX_CHARS)) {
            exchange.problem(
                    key.isEmpty() ? ResultCode.FIELD_MISSING : ResultCode.FIELD_INVALID,
                    "send the header " + AdminCall.IDEMPOTENCY_KEY + " with 1 to " + KEY_MAX_CHARS
                            + " ASCII characters, the same for every repeat of this call");
            return false;
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(key));
        body.head(Door.ADMIN, 0, institution, 0);
        body.key(digest.getLong(0), digest.getLong(8), KeyStore.NO_DATE);
        return true;
    }

    private static boolean isVisibleAscii(String text, int maxChars) {
        return !text.isEmpty() && text.length() <= maxChars && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
