package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.his.http.HttpStatus;

/** What is wrong with a bill is said, field by field. */
class HisBillRefusalTest extends HisRefusals {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "58.601",
                "58.600",
                "-58.60",
                "+58.60",
                "5.86e1",
                "5.86E1",
                "NaN",
                "Infinity",
                " 58.60",
                "58.60 ",
                "58,60",
                "0",
                "0.00",
                "000",
                "100000000.00",
                "99999999.999",
                "100000000",
                ".60",
                "58.",
                "5 8",
                "0x10",
                "99999999999999999999999999",
                "５８.６０",
                "58.6.0",
                "1/2"
            })
    void shouldRefuseABillOfAWrongAmount(String amount) {
        String body = refused(HisMessages.settle().with("medfee_sumamt", amount), ResultCode.AMOUNT_INVALID);
        assertTrue(body.contains("：medfee_sumamt"), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"58.601", "-58.60", "5.86e1", "5.86E+1", "0", "0.0", "-0", "100000000"})
    void shouldRefuseAWrongAmountAsANumber(String amount) {
        refused(HisMessages.settle().raw("medfee_sumamt", amount), ResultCode.AMOUNT_INVALID);
        if (!amount.startsWith("0")) {
            refused(HisMessages.settle().line("det_item_fee_sumamt", amount), ResultCode.AMOUNT_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"0.01\"", "\"99999999.99\"", "99999999.99", "1", "\"1\"", "\"58.6\"", "58.60", "\"0058.60\""})
    void shouldAcceptARightAmount(String amount) {
        accepted(HisMessages.settle().raw("medfee_sumamt", amount));
    }

    @ParameterizedTest
    @CsvSource({
        "cnt,-1",
        "cnt,1.00001",
        "cnt,1e3",
        "cnt,1000000000000",
        "cnt,x",
        "pric,-1",
        "pric,0.0000001",
        "pric,10000000000",
        "pric,1E2"
    })
    void shouldRefuseAWrongCountOrPrice(String field, String value) {
        refused(HisMessages.settle().line(field, HisMessages.quoted(value)), ResultCode.FIELD_INVALID);
    }

    @Test
    void shouldAcceptTheLargestCountAndPriceAndAFreeLine() {
        accepted(HisMessages.settle()
                .line("cnt", "\"999999999999.9999\"")
                .line("pric", "\"9999999999.999999\"")
                .line("det_item_fee_sumamt", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psn_no",
                "mdtrt_cert_type",
                "mdtrt_cert_no",
                "begntime",
                "medfee_sumamt",
                "insutype",
                "med_type",
                "acct_used_flag"
            })
    void shouldNameTheMissingFieldOfABill(String field) {
        assertTrue(refused(HisMessages.settle().raw(field, null), ResultCode.FIELD_MISSING)
                .contains("：" + field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feedetl_sn", "det_item_fee_sumamt", "cnt", "pric"})
    void shouldNameTheMissingFieldOfALine(String field) {
        assertTrue(refused(HisMessages.settle().line(field, null), ResultCode.FIELD_MISSING)
                .contains("：" + field));
    }

    @Test
    void shouldNeedOneOfTheTwoCodesOfALine() {
        refused(
                HisMessages.settle().line("med_list_codg", null).line("medins_list_codg", "\"\""),
                ResultCode.FIELD_MISSING);
        accepted(HisMessages.settle().line("med_list_codg", null));
    }

    @ParameterizedTest
    @CsvSource({
        "psn_no,3301 0001",
        "psn_no,中文",
        "psn_no,1234567890123456789012345678901",
        "mdtrt_cert_type,04",
        "mdtrt_cert_type,3",
        "mdtrt_cert_type,003",
        "begntime,2026-02-29 00:00:00",
        "begntime,2026-11-21 24:00:00",
        "insutype,31O",
        "insutype,0310",
        "insutype,31000",
        "med_type,x",
        "med_type,1234567",
        "acct_used_flag,2",
        "acct_used_flag,01",
        "card_sn,123",
        "card_sn,33010GD1560000000000000000004711",
        "invono,123456789012345678901"
    })
    void shouldRefuseAFieldOfABillOfAnotherForm(String field, String value) {
        assertTrue(refused(HisMessages.settle().with(field, value), ResultCode.FIELD_INVALID)
                .contains("：" + field));
    }

    @Test
    void shouldRefuseCredentialsThatCannotExist() {
        refused(HisMessages.settle().with("mdtrt_cert_no", "B12345670"), ResultCode.CARD_UNKNOWN);
        refused(HisMessages.settle().with("mdtrt_cert_no", "b12345671"), ResultCode.CARD_UNKNOWN);
        refused(HisMessages.settle().with("mdtrt_cert_no", "B123456710"), ResultCode.CARD_UNKNOWN);
        refused(HisMessages.settle().with("card_sn", "ABCDEFD1560000000000000000004711"), ResultCode.CARD_UNKNOWN);
        refused(HisMessages.settle().with("mdtrt_cert_no", "B".repeat(51)), ResultCode.FIELD_INVALID);
        refused(
                HisMessages.settle().with("mdtrt_cert_type", "02").with("mdtrt_cert_no", "330100198805230110"),
                ResultCode.FIELD_INVALID);
    }

    @Test
    void shouldRefuseARepeatedLineNumber() {
        String json = HisMessages.settle().lines(3).json().replace("\"L3\"", "\"L2\"");
        assertTrue(refused(json, ResultCode.FIELD_INVALID).contains("：feedetl_sn"));
    }

    @Test
    void shouldTakeThreeHundredLinesAndNotOneMore() {
        accepted(HisMessages.settle().lines(300));
        HisDoor another = new HisDoor();
        HisDoor.Client client = another.post(HisMessages.settle().lines(301).json());
        assertTrue(client.answer().body().contains("[1005 TOO_LARGE]"));
        assertEquals(HttpStatus.OK, client.answer().status());
        assertEquals(0, another.link.count());
    }

    @Test
    void shouldRefuseLinesWhoseTextsDoNotFitACommand() {
        refused(
                HisMessages.settle().lines(250).line("medins_list_codg", HisMessages.quoted("药".repeat(150))),
                ResultCode.TOO_LARGE);
    }

    @Test
    void shouldRefuseABillWithoutLines() {
        HisMessages message = HisMessages.settle();
        String druginfo = message.input().substring(0, message.input().indexOf(",\"drugdetail\""));
        refused(message.json(druginfo + "}"), ResultCode.FIELD_MISSING);
        refused(message.json(druginfo + ",\"drugdetail\":[]}"), ResultCode.FIELD_MISSING);
        refused(message.json(druginfo + ",\"drugdetail\":{}}"), ResultCode.FIELD_INVALID);
        refused(message.json(druginfo + ",\"drugdetail\":[1]}"), ResultCode.FIELD_INVALID);
    }
}
