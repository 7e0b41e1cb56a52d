package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.command.ListDetail;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.his.http.HttpStatus;

/** The table of codes is complete, and what it says fits the interface. */
class HisResultMappingTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void shouldSayEveryRefusalInChineseWithItsNumberAndName(ResultCode code) {
        HisDoor door = new HisDoor();
        HisDoor.Client client = door.post(HisMessages.reverse().json());
        door.link.answer(door.link.last(), (command, reply) -> reply.code(code));
        door.deliver();
        String body = client.answer().body();
        assertTrue(body.contains("\"infcode\":-1,"), body);
        assertTrue(body.contains("[" + code.number() + " " + code + "]\",\"output\":null}"), body);
        String message = HisResultMapping.message(code);
        assertTrue(message.codePoints().anyMatch(Character::isIdeographic), message);
        int blameChars = 1 + HisField.DET_ITEM_FEE_SUMAMT.wireName().length();
        assertTrue(message.length() + blameChars + HisResultMapping.suffix(code).length()
                <= HisResultMapping.MESSAGE_CHARS_MAX);
        assertEquals(1, door.counted.size());
        assertEquals(new HisDoor.Counted(HisTransaction.REVERSE, code), door.counted.get(0));
    }

    @Test
    void shouldSayEveryCodeInItsOwnWords() {
        Map<String, ResultCode> seen = new HashMap<>();
        for (ResultCode code : ResultCode.values()) {
            ResultCode other = seen.put(HisResultMapping.message(code), code);
            assertEquals(null, other, () -> code + " and " + other);
        }
    }

    @Test
    void shouldNameTheListAndTheReason() {
        for (ListLevel level : ListLevel.values()) {
            for (InvalidReason reason : InvalidReason.values()) {
                HisDoor door = new HisDoor();
                HisDoor.Client client = door.post(HisMessages.settle().json());
                int detail = ListDetail.pack(level.code(), reason.code());
                door.link.answer(
                        door.link.last(), (command, reply) -> reply.code(ResultCode.CARD_ON_INVALID_LIST, detail));
                door.deliver();
                String expected = "卡在" + HisResultMapping.level(level) + "失效名单中，原因：" + HisResultMapping.reason(reason)
                        + "，不能结算[2010 CARD_ON_INVALID_LIST]";
                assertTrue(
                        client.answer().body().contains(expected),
                        client.answer().body());
            }
        }
    }

    @Test
    void shouldAnswerBusinessRefusalsWithHttpOk() {
        for (ResultCode code : ResultCode.values()) {
            HttpStatus status = HisResultMapping.status(code);
            if (code.number() >= 9_000) {
                assertEquals(HttpStatus.SERVICE_UNAVAILABLE, status);
            } else if (code.number() >= 1_200 || code == ResultCode.OK) {
                assertEquals(HttpStatus.OK, status);
            }
        }
        assertEquals(HttpStatus.BAD_REQUEST, HisResultMapping.status(ResultCode.MALFORMED));
        assertEquals(HttpStatus.OK, HisResultMapping.status(ResultCode.FIELD_MISSING));
        assertEquals(HttpStatus.UNAUTHORIZED, HisResultMapping.status(ResultCode.NONCE_REPLAYED));
        assertEquals(HttpStatus.FORBIDDEN, HisResultMapping.status(ResultCode.INSTITUTION_MISMATCH));
    }
}
