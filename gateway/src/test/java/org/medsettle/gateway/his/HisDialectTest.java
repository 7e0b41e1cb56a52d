package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ResultCode;

/** The same answer in the spellings that areas ask for. */
class HisDialectTest {
    private static String settle(HisDialect dialect) {
        HisDoor door = new HisDoor(HisDoor.dialect(330_100, dialect), RequestAuthenticator.ALLOW_ALL);
        HisDoor.Client client = door.post(HisMessages.settle().json());
        door.link.answer(door.link.last(), HisReplies::settled);
        door.deliver();
        return client.answer().body();
    }

    private static String output(String answer) {
        return answer.substring(answer.indexOf("\"output\":") + "\"output\":".length(), answer.length() - 1);
    }

    @Test
    void shouldWriteInfcodeAsText() {
        String national = settle(HisDialect.NATIONAL);
        String text = settle(new HisDialect(true, false, false, false));
        assertEquals(national.replace("\"infcode\":0,", "\"infcode\":\"0\","), text);
    }

    @Test
    void shouldWriteOutputAsText() {
        String national = settle(HisDialect.NATIONAL);
        String text = settle(new HisDialect(false, true, false, false));
        assertEquals('"' + output(national).replace("\"", "\\\"") + '"', output(text));
    }

    @Test
    void shouldWrapTheAnswer() {
        String national = settle(HisDialect.NATIONAL);
        String wrapped = settle(new HisDialect(false, false, true, false));
        assertEquals("{\"code\":0,\"message\":\"\",\"data\":" + national + "}", wrapped);
    }

    @Test
    void shouldCountTheAccountIntoTheFundWhereAsked() {
        String with = settle(new HisDialect(false, false, false, true));
        assertTrue(with.contains("\"fund_pay_sumamt\":50.00,\"psn_part_amt\":58.60,"), with);
        assertTrue(settle(HisDialect.NATIONAL).contains("\"fund_pay_sumamt\":0.00,\"psn_part_amt\":58.60,"));
    }

    @Test
    void shouldRefuseInTheDialectToo() {
        HisDialect all = new HisDialect(true, true, true, true);
        HisDoor door = new HisDoor(HisDoor.dialect(330_100, all), RequestAuthenticator.ALLOW_ALL);
        HisDoor.Client client = door.post(HisMessages.settle().json());
        door.link.answer(door.link.last(), (command, reply) -> reply.code(ResultCode.CARD_LOCKED));
        door.deliver();
        String body = client.answer().body();
        assertTrue(body.startsWith(
                "{\"code\":-1,\"message\":\"卡已锁定，不能结算[2005 CARD_LOCKED]\",\"data\":{\"infcode\":\"-1\","));
        assertTrue(body.endsWith("\"output\":null}}"));
    }

    @Test
    void shouldFindTheDialectOfAreaCityOrProvince() {
        HisDialect area = new HisDialect(true, false, false, false);
        HisDialect city = new HisDialect(false, true, false, false);
        HisDialect province = new HisDialect(false, false, true, false);
        HisDialects dialects = new HisDialects(Map.of(440_106, area, 440_100, city, 440_000, province));
        assertSame(area, dialects.of(440_106));
        assertSame(city, dialects.of(440_103));
        assertSame(province, dialects.of(440_600));
        assertSame(HisDialect.NATIONAL, dialects.of(330_100));
        assertSame(HisDialect.NATIONAL, HisDialects.none().of(440_106));
    }
}
