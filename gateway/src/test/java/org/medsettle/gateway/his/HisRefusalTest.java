package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.his.http.HttpStatus;

/** Every way a request can be wrong in form: the code, the field to blame, and that nothing reaches the engine. */
class HisRefusalTest extends HisRefusals {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "infno",
                "msgid",
                "mdtrtarea_admvs",
                "insuplc_admdvs",
                "infver",
                "opter_type",
                "opter",
                "opter_name",
                "inf_time",
                "fixmedins_code"
            })
    void shouldNameTheMissingEnvelopeField(String field) {
        assertTrue(refused(HisMessages.settle().envelope(field, null), ResultCode.FIELD_MISSING)
                .contains("：" + field));
        refused(HisMessages.settle().envelope(field, "\"\""), ResultCode.FIELD_MISSING);
        refused(HisMessages.settle().envelope(field, "null"), ResultCode.FIELD_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "recer_sys_code,10",
        "dev_no,100",
        "dev_safe_info,2000",
        "cainfo,1024",
        "signtype,10",
        "infver,6",
        "opter_type,3",
        "opter,30",
        "opter_name,50",
        "fixmedins_name,200",
        "sign_no,30"
    })
    void shouldRefuseAnEnvelopeFieldOneCharacterTooLong(String field, int charsMax) {
        String most = HisMessages.quoted("中".repeat(charsMax));
        String body = refused(
                HisMessages.settle().envelope(field, HisMessages.quoted("中".repeat(charsMax + 1))),
                ResultCode.FIELD_INVALID);
        assertTrue(body.contains("：" + field), body);
        accepted(HisMessages.settle().envelope(field, most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "true", "false", "[\"2102\"]"})
    void shouldRefuseAWrongJsonType(String json) {
        refused(HisMessages.settle().envelope("opter", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.settle().raw("psn_no", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.settle().raw("medfee_sumamt", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.settle().line("det_item_fee_sumamt", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.settle().line("cnt", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.settle().line("feedetl_sn", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.cancel().raw("setl_id", json), ResultCode.FIELD_INVALID);
        refused(HisMessages.reverse().raw("omsgid", json), ResultCode.FIELD_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P33010000007202611210901150001X",
                "P3301000000720261121090115000",
                "P33010000008202611210901150001",
                "P33010000007202611310901150001",
                "P33010000007202613010901150001",
                "P33010000007202611212401150001",
                "P33010000007202611210960150001",
                "P33010000007202611210901600001",
                "P33010000007202602290901150001",
                "P3301000000720261121090115000a",
                "P33010000007 02611210901150001",
                "P330100000072026112109011500 1"
            })
    void shouldRefuseAMsgidOfAnotherForm(String msgid) {
        String body =
                refused(HisMessages.settle().envelope("msgid", HisMessages.quoted(msgid)), ResultCode.FIELD_INVALID);
        assertTrue(body.contains("：msgid"), body);
    }

    @Test
    void shouldAcceptALeapDayInAMsgid() {
        accepted(HisMessages.settle().envelope("msgid", "\"P33010000007202802292359599999\""));
    }

    @ParameterizedTest
    @CsvSource({
        "mdtrtarea_admvs,33010",
        "mdtrtarea_admvs,33010A",
        "mdtrtarea_admvs,000000",
        "insuplc_admdvs,ABCDEF",
        "inf_time,2026-11-21T09:01:15",
        "inf_time,2026-11-31 09:01:15",
        "inf_time,2026-11-21",
        "fixmedins_code,P3301000007",
        "fixmedins_code,P330100000-7",
        "opter,a\\u0000b",
        "opter,\\ud800"
    })
    void shouldRefuseAnEnvelopeFieldOfAnotherForm(String field, String value) {
        refused(HisMessages.settle().envelope(field, HisMessages.quoted(value)), ResultCode.FIELD_INVALID);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("null", ResultCode.FIELD_MISSING),
                Arguments.of("\"\"", ResultCode.FIELD_MISSING),
                Arguments.of("{}", ResultCode.FIELD_MISSING),
                Arguments.of("{\"druginfo\":null}", ResultCode.FIELD_MISSING),
                Arguments.of("{\"druginfo\":\"\"}", ResultCode.FIELD_MISSING),
                Arguments.of("{\"druginfo\":[]}", ResultCode.FIELD_INVALID),
                Arguments.of("{\"druginfo\":\"x\"}", ResultCode.FIELD_INVALID),
                Arguments.of("[]", ResultCode.FIELD_INVALID),
                Arguments.of("7", ResultCode.FIELD_INVALID),
                Arguments.of("true", ResultCode.FIELD_INVALID),
                Arguments.of("\"{}\"", ResultCode.FIELD_MISSING));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void shouldRefuseAnInputThatIsNotTheTransactions(String input, ResultCode code) {
        refused(HisMessages.settle().json(input), code);
    }

    @Test
    void shouldRefuseTransactionsItDoesNotServe() {
        for (String infno : new String[] {"2207", "9999", "S103", "abc", "21021"}) {
            refused(HisMessages.bill(infno), ResultCode.TRANSACTION_UNSUPPORTED);
        }
        refused(HisMessages.bill("210210"), ResultCode.FIELD_INVALID);
    }

    @Test
    void shouldRefuseWrongFieldsOfOtherTransactions() {
        refused(HisMessages.reverse().with("omsgid", "123"), ResultCode.FIELD_INVALID);
        refused(HisMessages.reverse().with("oinfno", "S102"), ResultCode.FIELD_INVALID);
        refused(HisMessages.reverse().raw("oinfno", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.reverse().envelope("insuplc_admdvs", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.outcome().raw("omsgid", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.cancel().raw("mdtrt_id", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.signOn().raw("mac", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.signOff().raw("sign_no", null), ResultCode.FIELD_MISSING);
        refused(HisMessages.card().with("mdtrt_cert_type", "01"), ResultCode.FIELD_INVALID);
        refused(HisMessages.card().raw("card_sn", null).envelope("insuplc_admdvs", null), ResultCode.FIELD_MISSING);
    }

    static Stream<UnaryOperator<String>> breakages() {
        return Stream.of(
                json -> "",
                json -> "[]",
                json -> "\"text\"",
                json -> "null",
                json -> json + "{}",
                json -> json + ",",
                json -> json.substring(0, json.length() - 1),
                json -> json.replaceFirst(":", "="),
                json -> json.replaceFirst("\"infno\"", "infno"),
                json -> json.replaceFirst("\\{", "{\"infno\":\"2102\","),
                json -> json.replaceFirst("\"psn_no\"", "\"psn_no\":\"1\",\"psn_no\""),
                json -> json.replaceFirst("\"cnt\"", "\"\\\\u0063nt\":\"1\",\"cnt\""),
                json -> json.replaceFirst("\\{", "{\"unknown\":{\"a\":1,\"a\":2},"),
                json -> json.replaceFirst("\"58.60\"", "NaN"),
                json -> json.replaceFirst("\"58.60\"", "058.60"),
                json -> json.replaceFirst("\"58.60\"", "58.60.1"),
                json -> json.replaceFirst("测", "\u0001"),
                json -> json.replaceFirst("\\{", "{/* comment */"),
                json -> json.replaceFirst("\"input\":.*$", "\"input\":\"{\"}"),
                json -> json.replaceFirst("\"input\":.*$", "\"input\":\"x\"}"),
                json -> json.replaceFirst("\"input\":.*$", "\"input\":\"{} {}\"}"),
                json -> json.replaceFirst("\"input\":.*$", "\"input\":\"{\\\\\"a\\\\\":1,\\\\\"a\\\\\":2}\"}"));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void shouldAnswerBadRequestWithAnEnvelopeWhenTheJsonIsBroken(UnaryOperator<String> breakage) {
        String broken = breakage.apply(HisMessages.settle().json());
        refused(door.post(broken), HttpStatus.BAD_REQUEST, ResultCode.MALFORMED);
        assertEquals(1, door.decodeErrors);
    }

    @Test
    void shouldCountNestingFromTheRootThroughATextInput() {
        String open = "{\"a\":".repeat(13);
        String close = "}".repeat(13);
        HisMessages message = HisMessages.settle();
        String deep =
                message.input().replaceFirst("\\{", "{\"deep\":" + open + "[]" + close + ","); // 2 + 13 + 1 levels
        accepted(message.raw("ignored", "1"));
        assertEquals(1, door.link.count());
        door.post(message.json(deep));
        assertEquals(2, door.link.count());
        String asText = HisMessages.quoted(deep.replace("\"", "\\\""));
        door.post(message.json(asText));
        assertEquals(3, door.link.count());

        HisDoor another = new HisDoor();
        String tooDeep = deep.replace("[]", "[[]]");
        for (String input : new String[] {tooDeep, HisMessages.quoted(tooDeep.replace("\"", "\\\""))}) {
            HisDoor.Client client = another.post(message.json(input));
            assertEquals(HttpStatus.BAD_REQUEST, client.answer().status());
            assertEquals(0, another.link.count());
        }
    }

    static Stream<byte[]> bytesThatAreNotUtf8() {
        return Stream.of(
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xC0, (byte) 0xAF},
                new byte[] {(byte) 0xC1, (byte) 0xBF},
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF},
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xFF},
                new byte[] {(byte) 0xE4, (byte) 0xB8},
                new byte[] {0});
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNotUtf8")
    void shouldRefuseBytesThatAreNotUtf8(byte[] wrong) {
        byte[] body = HisMessages.settle().json().getBytes(StandardCharsets.UTF_8);
        int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("0007");
        System.arraycopy(wrong, 0, body, at, wrong.length);
        refused(door.post(body), HttpStatus.BAD_REQUEST, ResultCode.MALFORMED);
    }

    @Test
    void shouldRefuseAnotherEncoding() {
        byte[] body = HisMessages.settle().json().getBytes(StandardCharsets.UTF_16LE);
        refused(door.post(body), HttpStatus.BAD_REQUEST, ResultCode.MALFORMED);
    }

    @Test
    void shouldServeTheirPathsAndNoOthers() {
        byte[] body = HisMessages.signOn().json().getBytes(StandardCharsets.UTF_8);
        refused(door.send("POST", "/fsi/api/2102", body), HttpStatus.OK, ResultCode.FIELD_INVALID);
        for (String path : new String[] {"/fsi/api/callService", "/mss/web/api/fsi/callService", "/fsi/api/9001"}) {
            int before = door.link.count();
            door.send("POST", path, body);
            assertEquals(before + 1, door.link.count(), path);
        }
        for (String path :
                new String[] {"/", "", "*", "/fsi/api/", "/fsi/api/9001/", "/x/9001", "/fsi/api/callServices"}) {
            assertEquals(
                    HttpStatus.NOT_FOUND, door.send("POST", path, body).answer().status(), path);
        }
        for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "post"}) {
            assertEquals(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    door.send(method, "/fsi/api/9001", body).answer().status());
        }
    }

    @Test
    void shouldAnswerBusyAndDrainingWithRetryAfterAndTakeNothing() {
        for (ResultCode code : new ResultCode[] {ResultCode.BUSY, ResultCode.DRAINING, ResultCode.FENCED}) {
            door.link.refuse(code);
            refused(door.post(HisMessages.settle().json()), HttpStatus.SERVICE_UNAVAILABLE, code);
        }
        door.link.refuse(ResultCode.OK);
        accepted(HisMessages.settle());
    }
}
