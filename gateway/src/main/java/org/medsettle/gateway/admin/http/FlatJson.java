package org.medsettle.gateway.admin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small request body: one JSON object of texts, whole numbers and booleans, nothing nested.
 *
 * <p>Threads: immutable. Failure: {@link #parse} answers {@code null} for anything else, a duplicate field included.
 */
public final class FlatJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1)
                    .maxDocumentLength(16_384)
                    .build())
            .build();

    private final Map<String, Object> fields;

    private FlatJson(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The object in {@code body} (an empty body is an empty object), or {@code null}. */
    public static @Nullable FlatJson parse(byte[] body) {
        if (body.length == 0) {
            return new FlatJson(Map.of());
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Object value = scalar(parser);
                if (value == null) {
                    return null;
                }
                fields.put(name, value);
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? new FlatJson(fields)
                    : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static @Nullable Object scalar(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : (Object) parser.getLongValue();
        }
        return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                ? (Object) (token == JsonToken.VALUE_TRUE)
                : null;
    }

    /** The first field that is not in {@code known}, or {@code null}. */
    public @Nullable String unknownField(Set<String> known) {
        return fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of a field, or {@code null} when it is missing or no text. */
    public @Nullable String text(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** The whole number of a field, or {@code null} when it is missing or no whole number. */
    public @Nullable Long whole(String name) {
        return fields.get(name) instanceof Long number ? number : null;
    }

    /** The truth of a field, or {@code null} when it is missing or neither true nor false. */
    public @Nullable Boolean flag(String name) {
        return fields.get(name) instanceof Boolean flag ? flag : null;
    }
}
