package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant.InvariantViolation;

/** Requests and replies find each other again, in whatever order replies come. */
class HisLoopTest {
    private final HisDoor door = new HisDoor();

    private HisDoor.Client reverse(int number) {
        return door.post(HisMessages.reverse()
                .envelope("msgid", HisMessages.quoted(HisReplies.INSTITUTION + (HisReplies.KEY + number)))
                .json());
    }

    @Test
    void shouldGiveEveryClientItsOwnAnswer() {
        List<HisDoor.Client> clients = List.of(reverse(1), reverse(2), reverse(3));
        List<ResultCode> codes = List.of(ResultCode.OK, ResultCode.CARD_LOCKED, ResultCode.ORIGINAL_NOT_FOUND);
        for (int i = 2; i >= 0; i--) {
            ResultCode code = codes.get(i);
            door.link.answer(door.link.command(i), (command, reply) -> reply.code(code));
        }
        door.deliver();
        assertTrue(clients.get(0).answer().body().contains("\"infcode\":0,"));
        assertTrue(clients.get(1).answer().body().contains("CARD_LOCKED"));
        assertTrue(clients.get(2).answer().body().contains("ORIGINAL_NOT_FOUND"));
        assertEquals(0, door.underWay());
    }

    @Test
    void shouldDropTheAnswerOfAClientThatHasGoneAndCountIt() {
        HisDoor.Client gone = reverse(1);
        gone.leave();
        door.link.answer(door.link.last(), HisReplies::ok);
        door.deliver();
        assertFalse(gone.isAnswered());
        assertEquals(1, door.dropped);
        assertEquals(List.of(new HisDoor.Counted(HisTransaction.REVERSE, ResultCode.OK)), door.counted);
        assertEquals(0, door.underWay());
    }

    @Test
    void shouldNotTakeASecondReplyForAnAnswer() {
        reverse(1);
        Command command = door.link.last();
        door.link.answer(command, HisReplies::ok);
        door.deliver();
        door.link.answer(command, HisReplies::ok);
        assertThrows(InvariantViolation.class, door::deliver);
    }

    @Test
    void shouldAnswerBusyWhenTooManyWaitForTheEngine() {
        for (int i = 0; i < HisDoor.config(HisDialects.none()).pendingMax(); i++) {
            reverse(i % 9_000);
        }
        HisDoor.Client one = reverse(1);
        assertEquals(503, one.answer().status().code());
        assertTrue(one.answer().body().contains("[9001 BUSY]"));
    }

    @Test
    void shouldEscapeTextsOfRecords() {
        HisDoor.Client client = door.post(HisMessages.query().json());
        door.link.answer(door.link.last(), HisLoopTest::settlementWithAwkwardTexts);
        door.deliver();
        assertTrue(client.answer().body().contains("\"invono\":\"\\\"\\\\\\u0001é中\uD83D\uDE00\""));
    }

    private static void settlementWithAwkwardTexts(Command command, Reply reply) {
        HisReplies.settlement(reply, HisReplies.withTail(HisReplies.settlement(2102), "\"\\\u0001é中\uD83D\uDE00"));
    }
}
