package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.ResultCode;

/** A name that comes twice in one object is found wherever it stands, as the parser's own slower check finds it. */
class HisJsonDecoderTest {
    private static final int BODY_BYTES_MAX = 65_536;
    private static final List<String> NAMES = List.of(
            "infno", "msgid", "input", "data", "druginfo", "drugdetail", "psn_no", "feedetl_sn", "cnt", "x", "y", "z");

    private final HisRequest request = new HisRequest(BODY_BYTES_MAX);
    private final HisJsonDecoder decoder = new HisJsonDecoder(BODY_BYTES_MAX);
    private final JsonFactory strict = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(HisJsonDecoder.NESTING_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ResultCode decode(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(bytes, bytes.length, request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"infno\":\"2102\",\"infno\":\"2102\"}",
                "{\"infno\":null,\"infno\":\"2102\"}",
                "{\"infno\":\"\",\"infno\":\"\"}",
                "{\"unread\":1,\"unread\":2}",
                "{\"unread\":{\"a\":1,\"b\":[{\"c\":1},{\"c\":1,\"c\":2}]}}",
                "{\"input\":{},\"input\":{}}",
                "{\"input\":\"\",\"input\":{}}",
                "{\"input\":{\"data\":null,\"data\":{}}}",
                "{\"input\":{\"data\":{\"psn_no\":\"1\",\"psn_no\":\"1\"}}}",
                "{\"input\":{\"data\":{\"psn_no\":{},\"psn_no\":\"1\"}}}",
                "{\"input\":{\"drugdetail\":[{\"cnt\":\"1\"},{\"cnt\":\"1\",\"cnt\":\"1\"}]}}",
                "{\"input\":{\"drugdetail\":[[{\"a\":1,\"a\":1}]]}}",
                "{\"input\":\"{\\\"data\\\":{\\\"x\\\":1,\\\"x\\\":2}}\"}",
            })
    void shouldRefuseANameThatComesTwice(String body) {
        assertEquals(ResultCode.MALFORMED, decode(body));
        assertEquals(ResultCode.OK, decode("{\"infno\":\"2102\"}"), "the next body is another one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"x\":1},\"b\":{\"x\":1}}",
                "{\"input\":{\"drugdetail\":[{\"cnt\":\"1\",\"a\":1},{\"cnt\":\"1\",\"a\":1}]}}",
                "{\"input\":{\"data\":{\"psn_no\":\"1\"},\"druginfo\":{\"psn_no\":\"1\"}},\"psn_no\":1}",
                "{\"input\":\"{\\\"data\\\":{\\\"x\\\":1}}\",\"x\":{\"x\":{\"x\":[]}}}"
            })
    void shouldTakeANameOfEveryObjectOnce(String body) {
        assertEquals(ResultCode.OK, decode(body));
    }

    @Test
    void shouldAgreeWithTheStrictParser() throws IOException {
        for (long seed = 1; seed <= 3_000; seed++) {
            StringBuilder body = new StringBuilder();
            object(new SplittableRandom(seed), body, 0);

            ResultCode expected = isStrict(body.toString()) ? ResultCode.OK : ResultCode.MALFORMED;

            assertEquals(expected, decode(body.toString()), "seed " + seed + ": " + body);
        }
    }

    private boolean isStrict(String body) throws IOException {
        try (JsonParser parser = strict.createParser(body)) {
            while (parser.nextToken() != null) {
                // Its exception is what is asked for.
            }
            return true;
        } catch (JsonParseException repeated) {
            return false;
        }
    }

    private static void object(SplittableRandom random, StringBuilder to, int depth) {
        to.append('{');
        int fields = random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            to.append(i == 0 ? "\"" : ",\"")
                    .append(NAMES.get(random.nextInt(NAMES.size())))
                    .append("\":");
            value(random, to, depth + 1);
        }
        to.append('}');
    }

    private static void value(SplittableRandom random, StringBuilder to, int depth) {
        switch (depth > 5 ? 9 : random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> object(random, to, depth);
            case 5, 6 -> {
                to.append('[');
                int items = random.nextInt(3);
                for (int i = 0; i < items; i++) {
                    to.append(i == 0 ? "" : ",");
                    value(random, to, depth + 1);
                }
                to.append(']');
            }
            case 7 -> to.append("null");
            default -> to.append("12");
        }
    }
}
