package org.medsettle.gateway.his;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
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

    /** Depths of the objects of a request; a row is one of an array, which counts as well. */
    private static final int ENVELOPE = 0;

    private static final int INPUT = 1;
    private static final int NODE = 2;
    private static final int ROW = 3;

    private final JsonFactory bodies;
    private final JsonFactory texts;
    /** Quicker than the parser's own check, which makes sets for every object of every body. */
    private final SeenNames names = new SeenNames(NESTING_MAX + 1);

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
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** Reads the first {@code length} bytes of {@code body}. */
    ResultCode decode(byte[] body, int length, HisRequest request) {
        request.clear();
        names.begin();
        if (!Utf8Rules.isText(body, length)) {
            return ResultCode.MALFORMED;
        }
        try (JsonParser parser = bodies.createParser(body, 0, length)) {
            boolean read = parser.nextToken() == JsonToken.START_OBJECT
                    && readEnvelope(parser, request)
                    && parser.nextToken() == null
                    && !names.isRepeated();
            return read ? ResultCode.OK : ResultCode.MALFORMED;
        } catch (IOException malformed) {
            return ResultCode.MALFORMED;
        }
    }

    private boolean readEnvelope(JsonParser parser, HisRequest request) throws IOException {
        names.open(ENVELOPE);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(HisField.INPUT.wireName())) {
                names.add(ENVELOPE, name);
                if (!readInput(parser, token, request)) {
                    return false;
                }
            } else {
                readField(parser, token, name, request.envelope, ENVELOPE, request);
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
            skip(parser, token, INPUT);
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

    private void readNodes(JsonParser parser, HisRequest request) throws IOException {
        names.open(INPUT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            names.add(INPUT, name);
            JsonToken token = parser.nextToken();
            switch (name) {
                case "data" -> readNode(parser, token, HisField.DATA, request.data, request);
                case "druginfo" -> readNode(parser, token, HisField.DRUGINFO, request.bill, request);
                case "drugdetail" -> readLines(parser, token, request);
                case "signIn" -> readNode(parser, token, HisField.SIGN_IN, request.signIn, request);
                case "signOut" -> readNode(parser, token, HisField.SIGN_OUT, request.signOut, request);
                default -> skip(parser, token, NODE);
            }
        }
    }

    private void readNode(
            JsonParser parser, @Nullable JsonToken token, HisField node, FieldTable table, HisRequest request)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            request.node(node, HisRequest.Node.PRESENT);
            readRow(parser, table, NODE, request);
        } else if (!isAbsent(parser, token)) {
            request.node(node, HisRequest.Node.WRONG_TYPE);
            skip(parser, token, NODE);
        }
    }

    private void readLines(JsonParser parser, @Nullable JsonToken token, HisRequest request) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            if (!isAbsent(parser, token)) {
                request.node(HisField.DRUGDETAIL, HisRequest.Node.WRONG_TYPE);
                skip(parser, token, NODE);
            }
            return;
        }
        request.node(HisField.DRUGDETAIL, HisRequest.Node.PRESENT);
        for (JsonToken line = parser.nextToken(); line != JsonToken.END_ARRAY; line = parser.nextToken()) {
            if (line != JsonToken.START_OBJECT) {
                request.node(HisField.DRUGDETAIL, HisRequest.Node.WRONG_TYPE);
                skip(parser, line, ROW);
            } else if (request.lines.rows() == HisRequest.LINES_MAX) {
                request.setTooManyLines();
                skip(parser, line, ROW);
            } else {
                readRow(parser, request.lines, ROW, request);
            }
        }
    }

    private void readRow(JsonParser parser, FieldTable table, int depth, HisRequest request) throws IOException {
        table.addRow();
        names.open(depth);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            readField(parser, parser.nextToken(), name, table, depth, request);
        }
    }

    private void readField(
            JsonParser parser, @Nullable JsonToken token, String name, FieldTable table, int depth, HisRequest request)
            throws IOException {
        HisField field = table.named(name);
        if (field == null) {
            names.add(depth, name);
            skip(parser, token, depth + 1);
            return;
        }
        if (!table.mark(field)) {
            names.setRepeated();
        }
        if (token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NUMBER_FLOAT) {
            int length = parser.getTextLength();
            table.set(field, request.add(parser.getTextCharacters(), parser.getTextOffset(), length), length);
        } else if (token != JsonToken.VALUE_NULL) {
            table.setWrongType(field);
            skip(parser, token, depth + 1);
        }
    }

    /** Passes a value by whose objects would stand at this depth; the parser bounds how deep it goes. */
    private void skip(JsonParser parser, @Nullable JsonToken token, int depth) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            names.open(depth);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(depth, parser.currentName());
                skip(parser, parser.nextToken(), depth + 1);
            }
        } else if (token == JsonToken.START_ARRAY) {
            JsonToken value = parser.nextToken();
            while (value != null && value != JsonToken.END_ARRAY) {
                skip(parser, value, depth + 1);
                value = parser.nextToken();
            }
        }
    }

    private static boolean isAbsent(JsonParser parser, @Nullable JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL || (token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }
}
