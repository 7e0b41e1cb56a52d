package org.medsettle.gateway.admin.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.KeyedBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.CitizenId;

/**
 * One request as an endpoint sees it: what the route left open, the query's parameters, headers and the whole body.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class AdminCall {
    /** Names the operator of a changing call. */
    public static final String OPERATOR = "X-Operator";
    /** Makes a changing call safe to repeat. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final List<String> pathValues;
    private final Map<String, List<String>> query;
    private final HttpHeaders headers;
    private final byte[] body;

    AdminCall(List<String> pathValues, Map<String, List<String>> query, HttpHeaders headers, byte[] body) {
        this.pathValues = pathValues;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /**
     * True for a text that may name an operator: visible ASCII, and no citizen id, since names of operators are written down
     * unmasked.
     */
    public static boolean isOperator(String text) {
        return !text.isEmpty()
                && text.length() <= KeyedBody.OPERATOR_MAX_CHARS
                && text.chars().allMatch(c -> c > ' ' && c <= '~')
                && CitizenId.pack(text) == CitizenId.INVALID;
    }

    /** An operator as trails name him: as given, or "?" for what may be a person's number or no name at all. */
    public static String named(String operator) {
        return operator.isEmpty() || isOperator(operator) ? operator : "?";
    }

    /** The whole body; not a copy. */
    public byte[] body() {
        return body;
    }

    /** The value in the path at {@code index}, counted from 0. */
    public String pathValue(int index) {
        return pathValues.get(index);
    }

    /** A query parameter's only value, or {@code null} when it is missing or given twice. */
    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }

    /** A query parameter as a whole number from 0, or {@code fallback} when it is missing, or -1 when it is no such number. */
    public long number(String name, long fallback) {
        if (!query.containsKey(name)) {
            return fallback;
        }
        String text = parameter(name);
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** A header's value, or {@code ""}. */
    public String header(String name) {
        return headers.get(name, "");
    }
}
