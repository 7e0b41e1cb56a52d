package org.medsettle.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, texts, whole numbers ({@code Long}), others ({@code Double}) and booleans, for tests. A member that is
 * there twice is an error. Threads: stateless.
 */
public final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /** The value in {@code text}. */
    public static Object read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value in " + text);
            }
            return value;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_NUMBER_INT -> {
                return parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getDoubleValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getText();
            }
        }
    }

    /** A value made of these. */
    public static String write(Object value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(text)) {
            write(value, to);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        if (value instanceof Map<?, ?> object) {
            to.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                to.writeFieldName(String.valueOf(member.getKey()));
                write(member.getValue(), to);
            }
            to.writeEndObject();
        } else if (value instanceof List<?> list) {
            to.writeStartArray();
            for (Object one : list) {
                write(one, to);
            }
            to.writeEndArray();
        } else if (value instanceof Double number) {
            to.writeNumber(number);
        } else if (value instanceof Number number) {
            to.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else {
            to.writeString(String.valueOf(value));
        }
    }

    /** What stands under these names, each inside the one before, or {@code null}. */
    public static Object at(Object tree, String... path) {
        Object found = tree;
        for (String name : path) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found;
    }

    /** A member of an object; an empty list when there is none. */
    public static Object member(Object object, String name) {
        return object instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : List.of();
    }

    public static List<?> list(Object object, String name) {
        return member(object, name) instanceof List<?> list ? list : List.of();
    }

    public static String text(Object object, String name) {
        return member(object, name) instanceof String text ? text : "";
    }
}
