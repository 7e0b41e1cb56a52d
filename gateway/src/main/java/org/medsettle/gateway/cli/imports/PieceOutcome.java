package org.medsettle.gateway.cli.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the node says about a piece.
 *
 * <p>Threads: immutable. Failure: {@link #parse} throws {@link IOException} for what is not such an answer.
 */
record PieceOutcome(long accepted, long repeated, List<Rejection> rejected) {
    /** A line of the piece, its header being line 1, and why it was rejected. */
    record Rejection(int line, String reason) {}

    private static final JsonFactory FACTORY = new JsonFactory();

    static PieceOutcome parse(byte[] json) throws IOException {
        long accepted = 0;
        long repeated = 0;
        List<Rejection> rejected = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "accepted" -> accepted = parser.getLongValue();
                    case "repeated" -> repeated = parser.getLongValue();
                    case "rejected" -> readRejections(parser, rejected);
                    default -> parser.skipChildren();
                }
            }
        }
        return new PieceOutcome(accepted, repeated, rejected);
    }

    private static void readRejections(JsonParser parser, List<Rejection> into) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int line = 0;
            String reason = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("line")) {
                    line = parser.getIntValue();
                } else if (name.equals("reason")) {
                    reason = parser.getText();
                }
            }
            into.add(new Rejection(line, reason));
        }
    }

    /** The sentence in a problem document, or {@code fallback}. */
    static String detailOf(byte[] problem, String fallback) {
        try (JsonParser parser = FACTORY.createParser(problem)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("detail")
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
            }
        } catch (IOException notJson) {
            return fallback;
        }
        return fallback;
    }
}
