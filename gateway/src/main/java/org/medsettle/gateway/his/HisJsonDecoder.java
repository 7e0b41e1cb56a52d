package org.medsettle.gateway.his;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Bytes of a body to the fields of a {@link HisRequest}, in one pass and whatever their order.
 *
 * <p>Failure: {@link ResultCode#MALFORMED} for what is not UTF-8, not one JSON object, repeats a name or nests deeper
 * than {@value #NESTING_MAX} (the root counts; so does what a text {@code input} holds). Wrong types of fields are noted
 * and judged later.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisJsonDecoder {
    static final int NESTING_MAX = 16;

    private static final int NAME_CHARS_MAX = 1_024;

    private final JsonFactory bodies;
    private final JsonFactory texts;

    HisJsonDecoder(int bodyBytesMax) {
        bodies = factory(bodyBytesMax, NESTING_MAX);
        texts = factory(bodyBytesMax, NESTING_MAX - 1);
    }

    private static JsonFactory factory(int charsMax, int nestingMax) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(nestingMax)
                        .maxStringLength(charsMax)
                        .maxNumberLength(charsMax)
                        .maxNameLength(NAME_CHARS_MAX)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Reads the first {@code length} bytes of {@code body}. */
    ResultCode decode(byte[] body, int length, HisRequest request) {
        request.clear();
        if (!Utf8Rules.isText(body, length)) {
            return ResultCode.MALFORMED;
        }
        try (JsonParser parser = bodies.createParser(body, 0, length)) {
            boolean read = parser.nextToken() == JsonToken.START_OBJECT
                    && readEnvelope(parser, request)
                    && parser.nextToken() == null;
            return read ? ResultCode.OK : ResultCode.MALFORMED;
        } catch (IOException malformed) {
            return ResultCode.MALFORMED;
        }
    }

    private boolean readEnvelope(JsonParser parser, HisRequest request) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(HisField.INPUT.wireName())) {
                if (!readInput(parser, token, request)) {
                    return false;
                }
            } else {
                readField(parser, token, name, request.envelope, request);
            }
        }
        return true;
    }

    /** Reads input; false when it is a text that is not one JSON object. */
    private boolean readInput(JsonParser parser, @Nullable JsonToken token, HisRequest request) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            request.node(HisField.INPUT, HisRequest.Node.PRESENT);
            readNodes(parser, request);
        } else if (token == JsonToken.VALUE_STRING) {
            return parser.getTextLength() == 0 || readText(parser, request);
        } else if (token != JsonToken.VALUE_NULL) {
            request.node(HisField.INPUT, HisRequest.Node.WRONG_TYPE);
            parser.skipChildren();
        }
        return true;
    }

    private boolean readText(JsonParser outer, HisRequest request) throws IOException {
        try (JsonParser parser =
                texts.createParser(outer.getTextCharacters(), outer.getTextOffset(), outer.getTextLength())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            request.node(HisField.INPUT, HisRequest.Node.PRESENT);
            readNodes(parser, request);
            return parser.nextToken() == null;
        }
    }

    private static void readNodes(JsonParser parser, HisRequest request) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "data" -> readNode(parser, token, HisField.DATA, request.data, request);
                case "druginfo" -> readNode(parser, token, HisField.DRUGINFO, request.bill, request);
                case "drugdetail" -> readLines(parser, token, request);
                case "signIn" -> readNode(parser, token, HisField.SIGN_IN, request.signIn, request);
                case "signOut" -> readNode(parser, token, HisField.SIGN_OUT, request.signOut, request);
                default -> parser.skipChildren();
            }
        }
    }

    private static void readNode(
            JsonParser parser, @Nullable JsonToken token, HisField node, FieldTable table, HisRequest request)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            request.node(node, HisRequest.Node.PRESENT);
            readRow(parser, table, request);
        } else if (!isAbsent(parser, token)) {
            request.node(node, HisRequest.Node.WRONG_TYPE);
            parser.skipChildren();
        }
    }

    private static void readLines(JsonParser parser, @Nullable JsonToken token, HisRequest request) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            if (!isAbsent(parser, token)) {
                request.node(HisField.DRUGDETAIL, HisRequest.Node.WRONG_TYPE);
                parser.skipChildren();
            }
            return;
        }
        request.node(HisField.DRUGDETAIL, HisRequest.Node.PRESENT);
        for (JsonToken line = parser.nextToken(); line != JsonToken.END_ARRAY; line = parser.nextToken()) {
            if (line != JsonToken.START_OBJECT) {
                request.node(HisField.DRUGDETAIL, HisRequest.Node.WRONG_TYPE);
                parser.skipChildren();
            } else if (request.lines.rows() == HisRequest.LINES_MAX) {
                request.setTooManyLines();
                parser.skipChildren();
            } else {
                readRow(parser, request.lines, request);
            }
        }
    }

    private static void readRow(JsonParser parser, FieldTable table, HisRequest request) throws IOException {
        table.addRow();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            readField(parser, parser.nextToken(), name, table, request);
        }
    }

    private static void readField(
            JsonParser parser, @Nullable JsonToken token, String name, FieldTable table, HisRequest request)
            throws IOException {
        HisField field = table.named(name);
        if (field == null) {
            parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NUMBER_FLOAT) {
            int length = parser.getTextLength();
            table.set(field, request.add(parser.getTextCharacters(), parser.getTextOffset(), length), length);
        } else if (token != JsonToken.VALUE_NULL) {
            table.setWrongType(field);
            parser.skipChildren();
        }
    }

    private static boolean isAbsent(JsonParser parser, @Nullable JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }
}
